"""Serial link, price feed and audio mixer: background readers."""
import logging
import queue
import threading
from threading import Thread

log = logging.getLogger("feeds")


class SerialLink:
    def __init__(self, port, baud: int = 9600) -> None:
        self.port = port
        self.baud = baud
        self._closing = threading.Event()
        self._reader = threading.Thread(target=self._read, name="serial", daemon=True)
        self._reader.start()  # expect: ASF508
        self._frames: queue.Queue = queue.Queue(maxsize=100)
        self._crc_errors = 0

    def _read(self) -> None:
        while not self._closing.is_set():
            raw = self.port.readline()
            if not raw.endswith(b"\r\n"):
                self._crc_errors += 1
                continue
            self._frames.put(raw)

    def close(self) -> None:
        self._closing.set()
        self._reader.join()


class Background:
    def __init__(self) -> None:
        self.alive = True
        worker = Thread(target=self.run, daemon=True)
        worker.start()  # expect: ASF508

    def run(self) -> None:
        raise NotImplementedError


class PriceFeed(Background):
    def __init__(self, client, symbols: list[str]) -> None:
        super().__init__()
        self.client = client
        self.symbols = symbols
        self.last: dict[str, float] = {}

    def run(self) -> None:
        while self.alive:
            for symbol in self.symbols:
                self.last[symbol] = self.client.quote(symbol)


class Mixer(Thread):
    def __init__(self, device) -> None:
        super().__init__(daemon=True)
        self.device = device
        self.gain = 1.0
        self.start()  # expect: ASF508
        self.inputs = [device.open(i) for i in range(4)]

    def run(self) -> None:
        for block in zip(*self.inputs):
            self.device.play([sample * self.gain for sample in block])


def tail(path: str, sink) -> Thread:
    def pump() -> None:
        with open(path) as stream:
            for line in stream:
                sink(prefix + line)

    thread = Thread(target=pump, daemon=True)
    thread.start()  # expect: ASF508
    prefix = f"{path}: "
    log.info("tailing %s", path)
    return thread
