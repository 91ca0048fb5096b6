"""Unit conversion with caches that belong to nobody in particular."""
from __future__ import annotations

import enum
import functools
import logging
from functools import cache, cached_property, lru_cache

log = logging.getLogger("units")


@lru_cache(maxsize=256)
def parse(text: str) -> tuple[float, str]:
    number, _, unit = text.partition(" ")
    return float(number), unit


@cache
def factor(self: str, other: str) -> float:
    """`self` is a unit here, this is no method."""
    return 1000.0 if (self, other) == ("km", "m") else 1.0


class Converter:
    table = {"m": 1.0, "km": 1000.0}

    def __init__(self, precision: int) -> None:
        self.precision = precision
        self.rounded = lru_cache(maxsize=64)(functools.partial(round, ndigits=precision))

    @cached_property
    def units(self) -> tuple[str, ...]:
        return tuple(sorted(self.table))

    @staticmethod
    @lru_cache(maxsize=None)
    def normalise(unit: str) -> str:
        return unit.strip().lower()

    @classmethod
    @lru_cache(maxsize=None)
    def known(cls, unit: str) -> bool:
        return unit in cls.table

    def convert(self, text: str, unit: str) -> float:
        value, source = parse(text)
        scale = _scale(self.normalise(source), unit)
        return self.rounded(value * scale)

    def cache(self, text: str) -> str:
        return f"{text}:{self.precision}"


@lru_cache
def _scale(source: str, target: str) -> float:
    return Converter.table[source] / Converter.table[target]


class System(enum.Enum):
    METRIC = "metric"
    IMPERIAL = "imperial"

    def describe(self) -> str:
        return _describe(self.value)


def _describe(name: str) -> str:
    @lru_cache
    def title(word: str) -> str:
        return word.title()

    return title(name)


def main() -> None:
    converter = Converter(2)
    if converter.known("km"):
        log.info("%s", converter.convert("3 km", "m"))
    log.info("%s %s", System.METRIC.describe(), factor("km", "m"))


if __name__ == "__main__":
    main()
