"""Font metrics with caches that do not pin their owners."""
import functools
import logging
import weakref
from functools import cached_property, lru_cache

log = logging.getLogger("fonts")


@lru_cache(maxsize=512)
def glyph_width(font_path: str, char: str) -> int:
    return len(font_path) + ord(char) % 7


class Font:
    _instances: "weakref.WeakValueDictionary[str, Font]" = weakref.WeakValueDictionary()

    def __init__(self, path: str) -> None:
        self.path = path
        self.width = lru_cache(maxsize=128)(functools.partial(glyph_width, path))
        self._kerning: dict[tuple[str, str], int] = {}

    @cached_property
    def height(self) -> int:
        log.debug("measuring %s", self.path)
        return max(glyph_width(self.path, char) for char in "Mgj")

    @staticmethod
    @lru_cache
    def normalise(text: str) -> str:
        return " ".join(text.split())

    @classmethod
    @functools.cache
    def families(cls) -> tuple[str, ...]:
        return ("serif", "sans")

    def kerning(self, left: str, right: str) -> int:
        key = (left, right)
        if key not in self._kerning:
            self._kerning[key] = ord(left) - ord(right)
        return self._kerning[key]

    def length(self, text: str) -> int:
        return sum(self.width(char) for char in text)


def make_measure(font: Font):
    @functools.cache
    def measure(text: str) -> int:
        return font.length(text)

    return measure


class Layout:
    def __init__(self, font: Font) -> None:
        self.font = font
        self.measure = make_measure(font)

    def line(self, words: list[str]) -> int:
        return sum(self.measure(word) for word in words)


def main() -> None:
    layout = Layout(Font("/usr/share/fonts/a.ttf"))
    log.info("%d %r", layout.line(["hello", "world"]), Font.families())
