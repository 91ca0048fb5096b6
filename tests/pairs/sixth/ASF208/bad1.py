import threading
import time


class Thermostat:
    """Setpoint shared by the control thread and the keypad thread."""

    def __init__(self):
        self.lock = threading.Lock()
        self.target = 20.0
        self.history = []

    def set_target(self, value):
        self.lock.acquire(timeout=0.5)  # expect: ASF208
        try:
            self.target = value
            self.history.append((time.time(), value))
        finally:
            self.lock.release()

    def nudge(self, delta):
        self.lock.acquire(False)  # expect: ASF208
        try:
            self.target += delta
        finally:
            self.lock.release()


def keypad(thermostat, presses):
    for delta in presses:
        thermostat.nudge(delta)


def main():
    thermostat = Thermostat()
    thread = threading.Thread(target=keypad, args=(thermostat, [0.5, -0.5, 1]))
    thread.start()
    thermostat.set_target(21)
    thread.join()


if __name__ == "__main__":
    main()
