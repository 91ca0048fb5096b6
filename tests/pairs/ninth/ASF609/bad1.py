"""Audit log writer, SMS sender and metric forwarder."""
import logging
import multiprocessing
import queue
import threading
from threading import Thread

log = logging.getLogger("audit")


class AuditLog:
    def __init__(self, path: str) -> None:
        self._path = path
        self._records: queue.Queue = queue.Queue(maxsize=1000)
        self._thread = threading.Thread(target=self._write, name="audit")
        self._thread.start()

    def record(self, user: str, action: str) -> None:
        self._records.put((user, action))

    def _write(self) -> None:
        with open(self._path, "a") as out:
            while True:
                user, action = self._records.get()  # expect: ASF609
                out.write(f"{user} {action}\n")


class SmsSender(Thread):
    def __init__(self, modem) -> None:
        super().__init__(name="sms")
        self.modem = modem
        self.stop = False
        self._outgoing: queue.Queue = queue.Queue(maxsize=20)

    def send(self, number: str, text: str) -> None:
        if not number.startswith("+"):
            raise ValueError(number)
        self._outgoing.put((number, text))

    def shutdown(self) -> None:
        self.stop = True
        self.join(timeout=5)

    def run(self) -> None:
        while not self.stop:
            number, text = self._outgoing.get()  # expect: ASF609
            try:
                self.modem.send(number, text)
            except OSError:
                log.exception("modem refused %s", number)


def forward(inbox: multiprocessing.Queue) -> None:
    counts: dict[str, int] = {}
    for name, value in iter(inbox.get, None):
        counts[name] = counts.get(name, 0) + value


def summarize(inbox: multiprocessing.Queue, name: str) -> None:
    total = 0
    while True:
        total += inbox.get()  # expect: ASF609
        log.info("%s: %d", name, total)


def main() -> None:
    context = multiprocessing.get_context("spawn")
    metrics = context.Queue(maxsize=100)
    totals = context.Queue(maxsize=100)
    forwarder = context.Process(target=forward, args=(metrics,))
    forwarder.start()
    summary = context.Process(target=summarize, args=(totals, "requests"))
    summary.start()
    audit = AuditLog("/var/log/app/audit.log")
    for n in range(10):
        metrics.put(("requests", n))
        totals.put(n)
        audit.record("root", f"request {n}")
    metrics.put(None)
    forwarder.join()


if __name__ == "__main__":
    main()
