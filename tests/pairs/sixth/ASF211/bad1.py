import threading


class Robot:
    """Each robot runs in a thread of its own and enrols in the fleet."""

    fleet = {}
    latest = None

    def __init__(self, name):
        self.name = name
        self.lock = threading.Lock()
        self.moves = []
        self.id = None

    def enrol(self):
        with self.lock:
            self.id = f"{self.name}-{id(self):x}"
            Robot.fleet[self.id] = self  # expect: ASF211
            Robot.latest = self.name  # expect: ASF211

    def move(self, dx, dy):
        with self.lock:
            self.moves.append((dx, dy))

    def trail(self):
        with self.lock:
            return list(self.moves)


def run(robot):
    robot.enrol()
    for step in range(3):
        robot.move(step, -step)


def main():
    robots = [Robot(name) for name in ("r2", "c3")]
    threads = [threading.Thread(target=run, args=(robot,)) for robot in robots]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for robot in robots:
        print(robot.id, robot.trail())


if __name__ == "__main__":
    main()
