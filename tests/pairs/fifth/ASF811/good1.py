"""Caches of functions, of the class, and of one instance."""
import functools


@functools.lru_cache
def words(url: str) -> list[str]:
    return url.split("/")


class Page:
    def __init__(self, url: str) -> None:
        self.url = url

    @functools.cached_property
    def size(self) -> int:
        return len(self.url)

    @staticmethod
    @functools.cache
    def known(unit: int) -> int:
        return unit
