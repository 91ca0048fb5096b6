"""Background machinery of a photo booth."""
import logging
import multiprocessing
import queue
import threading
from dataclasses import dataclass

log = logging.getLogger("booth")


@dataclass
class Shot:
    name: str
    data: bytes


class Developer(threading.Thread):
    def __init__(self, gallery) -> None:
        super().__init__(name="developer")
        self._shots: queue.Queue = queue.Queue()
        self._gallery = gallery
        self.stop = False

    def develop(self, shot: Shot) -> None:
        self._shots.put(shot)

    def shutdown(self) -> None:
        self.stop = True
        self.join()

    def run(self) -> None:
        while not self.stop:
            shot = self._shots.get()  # expect: ASF609
            self._gallery.save(shot.name, shot.data)


class Mailer:
    """Mails the pictures to the guests."""

    def __init__(self, transport) -> None:
        self._letters: queue.Queue = queue.Queue(maxsize=20)
        self._transport = transport
        self._worker = threading.Thread(target=self._loop)

    def start(self) -> None:
        self._worker.start()

    def send(self, address: str, shot: Shot) -> None:
        self._letters.put((address, shot))

    def _loop(self) -> None:
        while True:
            letter = self._letters.get()  # expect: ASF609
            if letter is None:
                break
            address, shot = letter
            try:
                self._transport.mail(address, shot.data)
            except OSError:
                log.exception("mail to %s failed", address)


def enlarge(inbox: "multiprocessing.Queue[bytes]") -> None:
    log.info("enlarger ready")
    while True:
        data = inbox.get()  # expect: ASF609
        log.info("enlarged %d bytes", len(data))


def open_darkroom(shots: list[Shot]) -> None:
    inbox = multiprocessing.Queue()
    enlarger = multiprocessing.Process(target=enlarge, args=(inbox,))
    enlarger.start()
    for shot in shots:
        inbox.put(shot.data)
    inbox.close()


def print_strips(strips) -> None:
    jobs = queue.SimpleQueue()

    def printer() -> None:
        take = jobs.get
        while strip := take():  # expect: ASF609
            log.info("printing %s", strip)

    threading.Thread(target=printer, daemon=False).start()
    for strip in strips:
        jobs.put(("strip", strip))
