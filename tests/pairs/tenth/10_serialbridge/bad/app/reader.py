import logging
import threading

from .bridge import Bridge

log = logging.getLogger(__name__)


class SerialReader(threading.Thread):
    def __init__(self, port, bridge: Bridge):
        super().__init__(name=f"serial-{port.name}", daemon=True)
        self.port = port
        self.bridge = bridge
        self.closing = threading.Event()

    def run(self):
        while not self.closing.is_set():
            line = self.port.readline()
            if not line:
                continue
            try:
                event = line.decode("ascii").strip()
            except UnicodeDecodeError:
                log.warning("garbage on the line: %r", line)
                continue
            self.bridge.events.put_nowait(event)  # expect: ASF701
            self.bridge.publish(("seen", event))

    def ask(self, coro):
        return self.bridge.call(coro, timeout=2)

    def close(self):
        self.closing.set()
