"""Parsing with libcst."""

from __future__ import annotations

import gc
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import libcst as cst

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_held_off() -> Iterator[None]:
    """Keep the cyclic garbage collector out while a file is analysed.

    A tree is hundreds of thousands of objects, none of them garbage, and the collector's visits to them cost 15 to 30 %
    of the analysis.  Reference counts free the tree in the end, provided that no cycle still holds its nodes.
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


#: libcst's parser recurses on the machine's stack, and overflowing that kills the process: a chain of five thousand
#: method calls does, or of four hundred where a thread has 1 MiB.  Only touched pages of a stack become memory.
_STACK = 64 * 1024 * 1024


@cache
def _parser(process: int) -> ThreadPoolExecutor | None:
    """The one thread of this process that parses (a forked child makes its own); None where that cannot be had."""
    del process
    executor = ThreadPoolExecutor(1, thread_name_prefix="asyncsafe-parse")
    before = threading.stack_size()
    try:
        threading.stack_size(_STACK)
        executor.submit(int).result()  # a thread gets the size that is in force when it starts: now
    except (ValueError, RuntimeError):
        return None
    finally:
        threading.stack_size(before)
    return executor


def parse(source: str) -> cst.Module:
    """Parse a module's text, on a thread whose stack is deep enough for any text.  Raises ParseRefusedError."""
    executor = _parser(os.getpid())
    return _parse(source) if executor is None else executor.submit(_parse, source).result()


@contextmanager
def _unchecked() -> Iterator[None]:
    """Make nodes without libcst's own checks, which find fault with what programs put together.

    What its parser puts together needs none, and they take a sixth of the parse.  Only one thread parses; whoever makes
    nodes on another one meanwhile goes without the checks too.
    """
    checks = cst.CSTNode.__post_init__
    cst.CSTNode.__post_init__ = _no_checks  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        cst.CSTNode.__post_init__ = checks  # type: ignore[method-assign]


def _no_checks(node: cst.CSTNode) -> None:
    del node


def _parse(source: str) -> cst.Module:
    try:
        with _unchecked():
            return cst.parse_module(source)
    except cst.ParserSyntaxError as error:
        raise ParseRefusedError(f"line {error.raw_line}: {_first_line(error.message)}") from error
    except (RecursionError, ValueError, UnicodeError) as error:
        raise ParseRefusedError(f"{type(error).__name__}: {_first_line(str(error))}") from error


def _first_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[0] if lines else "no reason given"
