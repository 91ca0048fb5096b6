"""Radio automation: playout, logger and archive threads."""
from __future__ import annotations

import logging
import threading

log = logging.getLogger("playout")


def play(title: str) -> None:
    log.info("playing %s", title)


def make_player(title: str) -> threading.Thread:
    return threading.Thread(target=play, args=(title,))


class Station:
    def __init__(self) -> None:
        self._archiver = threading.Thread(target=play, args=("archive",))
        self._timer: threading.Timer | None = None

    def open(self) -> None:
        self._archiver.start()

    def close(self) -> None:
        self._archiver.join()
        if self._timer is not None:
            self._timer.cancel()

    def jingle_in(self, seconds: float) -> None:
        self._timer = timer = threading.Timer(seconds, play, ["jingle"])
        timer.daemon = True
        timer.start()


class Timed(threading.Thread):
    """Logs around the ordinary run."""

    def run(self) -> None:
        log.info("%s begins", self.name)
        super().run()
        log.info("%s ends", self.name)


def play_all(titles: list[str]) -> None:
    threads = [Timed(target=play, args=(title,)) for title in titles]
    for start in [t.start for t in threads]:
        start()
    for thread in threads:
        thread.join()


def start_all(*threads: threading.Thread) -> None:
    for thread in threads:
        thread.start()


def news(title: str) -> None:
    left = threading.Thread(target=play, args=(title,))
    right = threading.Thread(target=play, args=("stinger",))
    start_all(left, right)
    left.join()
    right.join()


class Job:
    """A unit of work with a `run`, not a thread."""

    def __init__(self, title: str) -> None:
        self.title = title

    def run(self) -> None:
        play(self.title)


class Thread:
    """A conversation in the listeners' forum."""

    def __init__(self, subject: str) -> None:
        self.subject = subject


def forum(subjects: list[str]) -> int:
    threads = [Thread(subject) for subject in subjects]
    return len(threads)


def evening() -> None:
    Job("evening show").run()
    (host := make_player("host")).start()
    host.join()
    registry: dict[str, threading.Thread] = {}
    registry["night"] = threading.Thread(target=play, args=("night",))
    for thread in registry.values():
        thread.start()
        thread.join()
