import threading
import time

from .devices import Thermometer, Valve
from .greenhouse import Greenhouse


def main(bus, ports):
    house = Greenhouse(bus)
    house.start()
    tick = threading.Event()
    for place in ("north", "south"):
        Thermometer(place, ports[place]).start(tick)
    command = threading.Event()
    Valve("water", ports["water"], command).start(tick)
    while True:
        tick.set()
        house.report()
        if ports["button"].read("pressed"):
            command.set()
        time.sleep(10)
