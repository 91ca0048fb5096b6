"""Site generator: pages render in a pool, images in another one."""
import logging
from concurrent.futures import Future, ThreadPoolExecutor, wait

log = logging.getLogger("site")


class Site:
    def __init__(self) -> None:
        self._pages = ThreadPoolExecutor(4)
        self._images = ThreadPoolExecutor(2)

    def close(self) -> None:
        self._pages.shutdown()
        self._images.shutdown()

    def build(self, names: list[str]) -> list[str]:
        futures = [self._pages.submit(self._render, name) for name in names]
        wait(futures)
        return [future.result() for future in futures]

    def _render(self, name: str) -> str:
        image = self._images.submit(self._scale, name)
        return f"{name}: {image.result()}"

    def _scale(self, name: str) -> int:
        log.debug("scaling %s", name)
        return len(name)


class Feed:
    """The second stage is chained, nobody waits inside the pool."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool

    def publish(self, entry: str) -> Future:
        done: Future = Future()

        def second(first: Future) -> None:
            try:
                done.set_result(self._sign(first.result()))
            except Exception as exc:
                done.set_exception(exc)

        self._pool.submit(self._format, entry).add_done_callback(second)
        return done

    def _format(self, entry: str) -> str:
        return entry.strip()

    def _sign(self, entry: str) -> str:
        return entry + "."


def crawl(root: str, links) -> set[str]:
    """The caller coordinates: jobs return what is to be done next."""
    seen = {root}
    with ThreadPoolExecutor(8) as pool:
        level = [pool.submit(links, root)]
        while level:
            found = {link for future in level for link in future.result()} - seen
            seen |= found
            level = [pool.submit(links, link) for link in found]
    return seen


def section(names: list[str]) -> int:
    """A pool of its own per job."""
    with ThreadPoolExecutor(2) as inner:
        return sum(inner.map(len, names))


def sections(groups: list[list[str]]) -> list[int]:
    with ThreadPoolExecutor(3) as outer:
        return list(outer.map(section, groups))


class Sitemap:
    def __init__(self, site: Site) -> None:
        self._site = site
        self._pool = ThreadPoolExecutor(1)

    def start(self, names: list[str]) -> Future:
        return self._pool.submit(self._write, names)

    def _write(self, names: list[str]) -> int:
        return len(self._site.build(names))

    def close(self) -> None:
        self._pool.shutdown()
