import threading
import time

from .device import Ticker
from .devices import Thermometer, Valve
from .greenhouse import Greenhouse


def main(bus, ports):
    house = Greenhouse(bus)
    house.start()
    tick = Ticker()
    for place in ("north", "south"):
        Thermometer(place, ports[place]).start(tick)
    command = threading.Event()
    Valve("water", ports["water"], command).start(tick)
    while True:
        tick.advance()
        house.report()
        if ports["button"].read("pressed"):
            command.set()
        time.sleep(10)
