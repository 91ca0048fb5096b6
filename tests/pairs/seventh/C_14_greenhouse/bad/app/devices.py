import time

from .device import Device


class Thermometer(Device):
    unit = "C"

    def probe(self):
        return self.port.read("temp")

    def poll(self, tick):
        while True:
            tick.wait()
            tick.clear()  # expect: ASF604
            self.readings[time.time()] = self.probe()


class Valve(Device):
    """Has one command event of its own, which nobody else waits for."""

    def __init__(self, name, port, command):
        super().__init__(name, port)
        self.command = command

    def probe(self):
        return self.port.read("open")

    def poll(self, tick):
        while True:
            self.command.wait()
            self.command.clear()
            self.port.write("open", not self.probe())
