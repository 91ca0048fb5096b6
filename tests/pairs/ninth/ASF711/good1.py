"""Threads of a radio scanner, started in different places."""
import asyncio
import logging
import threading
from functools import partial

log = logging.getLogger("scanner")


class Receiver(threading.Thread):
    def __init__(self, tuner, frequency: float) -> None:
        super().__init__(daemon=True)
        self.tuner = tuner
        self.frequency = frequency

    def run(self) -> None:
        self.prepare()
        super().run()
        self.tuner.listen(self.frequency)

    def prepare(self) -> None:
        self.tuner.tune(self.frequency)


class LoggedReceiver(Receiver):
    def run(self) -> None:
        log.info("listening on %.3f MHz", self.frequency)
        Receiver.run(self)


class App:
    def run(self) -> None:
        log.info("application runs")


class Scanner:
    def __init__(self, tuner) -> None:
        self.tuner = tuner
        self.receivers = [LoggedReceiver(tuner, f) for f in (88.5, 98.1)]
        self._monitor = threading.Thread(target=self._watch, daemon=True)
        self._app = App()

    def _watch(self) -> None:
        log.debug("%d receivers", len(self.receivers))

    def start(self) -> None:
        for receiver in self.receivers:
            receiver.start()
        self._monitor.start()
        threading.Thread(target=self.tuner.calibrate, daemon=True).start()
        self._app.run()

    def make(self, frequency: float) -> threading.Thread:
        return threading.Thread(target=self.tuner.listen, args=(frequency,))

    def later(self, seconds: float) -> threading.Timer:
        timer = threading.Timer(seconds, self.tuner.close)
        timer.daemon = True
        timer.start()
        return timer

    def both(self) -> None:
        low, high = self.make(60.0), self.make(900.0)
        for thread in (low, high):
            thread.start()
        for thread in (low, high):
            thread.join()


async def main(tuner) -> int:
    worker = threading.Thread(target=partial(tuner.listen, 101.0), daemon=True)
    launch = worker.start
    launch()
    await asyncio.sleep(1)
    return threading.active_count()
