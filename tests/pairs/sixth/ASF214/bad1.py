import threading
from collections import deque


class Elevator:
    """Door state and call requests of one car."""

    def __init__(self):
        self.state_lock = threading.Lock()
        self.arrived = threading.Event()
        self.calls = deque()
        self.floor = 0

    def ride(self, floor):
        with self.state_lock:
            self.calls.append(floor)
            self.arrived.wait()  # expect: ASF214
            return self.floor

    def motor(self):
        with self.state_lock:
            if self.calls:
                self.floor = self.calls.popleft()
            self.arrived.set()

    def where(self):
        with self.state_lock:
            return self.floor


def main():
    car = Elevator()
    passenger = threading.Thread(target=car.ride, args=(4,))
    motor = threading.Thread(target=car.motor)
    passenger.start()
    motor.start()
    passenger.join()
    motor.join()
    print(car.where())


if __name__ == "__main__":
    main()
