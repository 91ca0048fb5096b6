"""The cache holds every instance for ever."""
import functools
from functools import lru_cache


class Page:
    def __init__(self, url: str) -> None:
        self.url = url

    @lru_cache(maxsize=None)  # expect: ASF811
    def words(self) -> list[str]:
        return self.url.split("/")

    @functools.cache  # expect: ASF811
    def size(self, unit: int) -> int:
        return len(self.url) // unit
