import logging
import threading

log = logging.getLogger(__name__)


class Greenhouse:
    def __init__(self, bus):
        self.bus = bus
        self.devices = {}
        self.lock = threading.Lock()
        self.stop = threading.Event()

    def watch_bus(self):
        """Hot plug: runs in its own thread."""
        while not self.stop.is_set():
            event, device = self.bus.next_event()
            with self.lock:
                if event == "plug":
                    self.devices[device.name] = device
                else:
                    self.devices.pop(device.name, None)

    def start(self):
        thread = threading.Thread(target=self.watch_bus, daemon=True)
        thread.start()

    def report(self):
        with self.lock:
            devices = dict(self.devices)
        for name, device in devices.items():
            log.info("%s: %s %s", name, device.probe(), device.unit)
