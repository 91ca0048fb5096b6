"""Parsing with libcst."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

import libcst as cst

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_held_off() -> Iterator[None]:
    """Keep the cyclic garbage collector out while a file is analysed.

    A tree is hundreds of thousands of objects, none of them garbage, and the collector's visits to them cost 15 to 30 % of
    the analysis.  Reference counts free the tree in the end, provided that nothing in a cycle still holds its nodes.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class ParseRefusedError(Exception):
    """libcst does not accept a text (that CPython may well accept); the message says why, in one line."""


def parse(source: str) -> cst.Module:
    """Parse a module's text.  Raises ParseRefusedError."""
    try:
        return cst.parse_module(source)
    except cst.ParserSyntaxError as error:
        raise ParseRefusedError(f"line {error.raw_line}: {_first_line(error.message)}") from error
    except (RecursionError, ValueError, UnicodeError) as error:
        raise ParseRefusedError(f"{type(error).__name__}: {_first_line(str(error))}") from error


def _first_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[0] if lines else "no reason given"
