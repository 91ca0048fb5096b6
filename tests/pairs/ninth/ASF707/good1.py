"""Tile rendering on processes, done by the book."""
import logging
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from operator import methodcaller

log = logging.getLogger("tiles")

_lock = None


def _init(lock) -> None:
    global _lock
    _lock = lock


def render(scale: int, tile: tuple[int, int]) -> int:
    return tile[0] * tile[1] * scale


def write(tile: tuple[int, int]) -> int:
    with _lock:
        return render(1, tile)


def report(queue, lock, count: int) -> None:
    with lock:
        queue.put(count)


class Renderer:
    def __init__(self, scale: int) -> None:
        self.scale = scale
        self.names: list[str] = []

    def tile(self, tile: tuple[int, int]) -> int:
        return render(self.scale, tile)

    def all(self, size: int) -> list[int]:
        with ProcessPoolExecutor(2) as pool:
            return list(pool.map(self.tile, ((x, y) for x in range(size) for y in range(size))))

    def scaled(self, tiles: list[tuple[int, int]]) -> list[int]:
        with mp.Pool(2) as pool:
            futures = pool.imap(partial(render, self.scale), (tile for tile in tiles))
            return sorted(futures, key=lambda value: -value)

    def upper(self, names: list[str]) -> list[str]:
        with mp.Pool(2) as pool:
            return pool.map(methodcaller("upper"), names)

    def threads(self, names: list[str]) -> list[str]:
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(lambda name: name.title(), names))


def locked(tiles: list[tuple[int, int]]) -> list[int]:
    context = mp.get_context("spawn")
    with context.Pool(2, initializer=_init, initargs=(context.Lock(),)) as pool:
        return pool.map(write, tiles)


def counted(count: int) -> int:
    context = mp.get_context("spawn")
    queue, lock = context.Queue(), context.Lock()
    child = context.Process(target=report, args=(queue, lock, count))
    child.start()
    result = queue.get()
    child.join()
    return result


def main() -> None:
    renderer = Renderer(3)
    log.info("%r %r", renderer.all(2), renderer.scaled([(1, 2)]))
    log.info("%r %r", locked([(1, 1)]), counted(3))
    log.info("%r", renderer.threads(renderer.upper(["a"])))


if __name__ == "__main__":
    main()
