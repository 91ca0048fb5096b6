"""Readings from a sensor, published to whoever waits for the next one."""
import threading


class LatestReading:
    def __init__(self):
        self._ready = threading.Condition()
        self._value = None
        self._serial = 0

    def publish(self, value):
        with self._ready:
            self._value = value
            self._serial += 1
        self._ready.notify_all()  # expect: ASF602

    def after(self, serial, timeout=None):
        with self._ready:
            if not self._ready.wait_for(lambda: self._serial > serial, timeout):
                raise TimeoutError(serial)
            return self._serial, self._value

    def clear(self):
        with self._ready:
            self._value = None


def feed(port, latest: LatestReading):
    for line in port:
        latest.publish(float(line))
