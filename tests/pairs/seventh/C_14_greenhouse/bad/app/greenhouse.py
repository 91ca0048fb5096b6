import logging
import threading

log = logging.getLogger(__name__)


class Greenhouse:
    def __init__(self, bus):
        self.bus = bus
        self.devices = {}
        self.stop = threading.Event()

    def watch_bus(self):
        """Hot plug: runs in its own thread."""
        while not self.stop.is_set():
            event, device = self.bus.next_event()
            if event == "plug":
                self.devices[device.name] = device
            else:
                self.devices.pop(device.name, None)

    def start(self):
        thread = threading.Thread(target=self.watch_bus, daemon=True)
        thread.start()

    def report(self):
        for name, device in self.devices.items():  # expect: ASF810
            log.info("%s: %s %s", name, device.probe(), device.unit)
