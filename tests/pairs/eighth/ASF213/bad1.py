"""Native buffers of an audio mixer, freed when Python lets go of them."""
from __future__ import annotations

import gc
import logging
import signal
import threading
import weakref
from types import FrameType
from typing import Any

logger = logging.getLogger("mixer")


class Arena:
    """Hands out numbered buffers of a fixed size."""

    def __init__(self, count: int) -> None:
        self._lock = threading.Lock()
        self._free = list(range(count))
        self._collections = 0

    def take(self) -> int:
        with self._lock:
            if not self._free:
                raise MemoryError("arena is empty")
            return self._free.pop()

    def give(self, number: int) -> None:
        with self._lock:
            self._free.append(number)

    def on_gc(self, phase: str, info: dict[str, int]) -> None:
        if phase == "stop" and info["collected"]:
            with self._lock:  # expect: ASF213
                self._collections += 1

    def watch(self) -> None:
        gc.callbacks.append(self.on_gc)


class Buffer:
    def __init__(self, arena: Arena) -> None:
        self.arena = arena
        self.number = arena.take()

    def write(self, samples: list[int]) -> int:
        return max(samples, default=0)

    def __del__(self) -> None:
        self.arena.give(self.number)  # expect: ASF213


class Track:
    def __init__(self, name: str) -> None:
        self.name = name


class Mixer:
    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._tracks: dict[int, str] = {}
        self._refs: list[weakref.ref[Track]] = []

    def add(self, track: Track) -> None:
        key = id(track)

        def forget(ref: Any) -> None:
            with self._guard:  # expect: ASF213
                self._tracks.pop(key, None)

        with self._guard:
            self._tracks[key] = track.name
            self._refs.append(weakref.ref(track, forget))

    def names(self) -> list[str]:
        with self._guard:
            return sorted(self._tracks.values())


class Transport:
    def __init__(self) -> None:
        self._state_lock = threading.Lock()
        self._playing = False

    def toggle(self) -> bool:
        with self._state_lock:
            self._playing = not self._playing
            return self._playing

    def on_signal(self, signum: int, frame: FrameType | None) -> None:
        self._state_lock.acquire()  # expect: ASF213
        try:
            self._playing = False
        finally:
            self._state_lock.release()

    def install(self) -> None:
        signal.signal(signal.SIGUSR1, self.on_signal)


def main() -> None:
    arena, mixer, transport = Arena(8), Mixer(), Transport()
    arena.watch()
    transport.install()
    drums = Track("drums")
    mixer.add(drums)
    buffer = Buffer(arena)
    logger.info("%d %s %s", buffer.write([1, 5, 2]), mixer.names(), transport.toggle())


if __name__ == "__main__":
    main()
