"""Background services of a chat server."""
import logging
import threading
from threading import Thread

log = logging.getLogger("chat")


class Archiver(threading.Thread):
    def __init__(self, store, interval: float) -> None:
        super().__init__(name="archiver", daemon=True)
        self.store = store
        self.interval = interval
        self.stopping = threading.Event()

    def run(self) -> None:
        while not self.stopping.wait(self.interval):
            self.store.archive()


class Presence:
    def __init__(self, store) -> None:
        self.store = store
        self._thread = Thread(target=self._expire, daemon=True)
        self.expired = 0

    def _expire(self) -> None:
        for user in self.store.idle_users():
            log.info("%s is away", user)
            self.expired = self.expired + 1

    def start(self) -> None:
        log.info("presence tracking on")
        self._thread.start()


class Server:
    def __init__(self, store) -> None:
        self.store = store
        self.presence = Presence(store)
        self.archiver = Archiver(store, 60.0)

    def start(self) -> None:
        self.presence.start()
        self.archiver.run()  # expect: ASF711
        log.info("server is up")

    def notify(self, users: list[str], text: str) -> None:
        for user in users:
            Thread(target=self.store.send, args=(user, text))  # expect: ASF711

    def purge(self, days: int) -> None:
        worker = threading.Thread(
            target=self.store.purge, args=(days,), daemon=True
        )
        worker.run()  # expect: ASF711

    def remind(self, user: str, seconds: float) -> None:
        timer = threading.Timer(seconds, self.store.send, args=(user, "reminder"))  # expect: ASF711
        timer.daemon = True
        log.debug("reminder for %s in %.0fs", user, seconds)

    def close(self) -> None:
        self.archiver.stopping.set()
        worker = threading.Thread(target=self.store.close)
        worker.start()
        worker.join()
