"""What messages say where one wording does not suit every report of a rule."""

from __future__ import annotations

import textwrap

import pytest

from flake8_asyncsafe.engine import analyse
from flake8_asyncsafe.settings import Settings

HEAD = """\
import asyncio, subprocess, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


async def work(): await asyncio.sleep(1)


def nap(): time.sleep(1)


"""
COROUTINE = "async def run(self, xs, stop, p: subprocess.Popen):\n"


def message(code: str, source: str) -> str:
    """The one message of a rule about a text."""
    found = analyse(HEAD + source, "m.py", Settings(rules=frozenset({code})))
    assert len(found) == 1, found
    return found[0].message


def caught(loop: str, type: str = "asyncio.CancelledError", handler: str = "pass") -> str:  # noqa: A002
    body = f"{loop}\n    try:\n        await work()\n    except {type}:\n        {handler}\n"
    return message("ASF401", COROUTINE + textwrap.indent(body, "    "))


@pytest.mark.parametrize(
    ("loop", "handler"),
    [("while True:", "pass"), ("while self.on:", "pass"), ("while self.on:", "self.off = True"), ("while 1:", "pass")],
)
def test_a_loop_that_never_ends_cannot_be_stopped(loop: str, handler: str) -> None:
    assert "cannot be stopped" in caught(loop, handler=handler)


@pytest.mark.parametrize(
    ("loop", "handler"),
    [
        ("for x in xs:", "continue"),
        ("while self.on:", "self.on = False"),
        ("while not stop.is_set():", "stop.set()"),
    ],
)
def test_a_loop_that_ends_later_ends_the_task(loop: str, handler: str) -> None:
    text = caught(loop, handler=handler)
    assert "runs on until the loop ends" in text
    assert "cannot be stopped" not in text


def test_a_finite_loop_within_an_endless_one_is_endless() -> None:
    body = "while 1:\n    for x in xs:\n        try:\n            await work()\n        except BaseException: pass"
    assert "cannot be stopped" in message("ASF401", COROUTINE + textwrap.indent(body, "    "))


def test_the_member_of_a_tuple_that_catches() -> None:
    text = caught("while True:", "(OSError, ValueError, asyncio.CancelledError)")
    assert "`except (..., asyncio.CancelledError)`" in text
    assert "give `asyncio.CancelledError` a handler of its own that ends with `raise`" in text
    assert "`except asyncio.CancelledError`" in caught("while True:", "asyncio.CancelledError")


@pytest.mark.parametrize(
    ("jump", "words"), [("return", "the task ends as if all were well"), ("break", "the task goes on")]
)
def test_where_a_jump_in_finally_leads(jump: str, words: str) -> None:
    body = f"while xs:\n    try:\n        await work()\n    finally:\n        {jump}"
    assert words in message("ASF404", COROUTINE + textwrap.indent(body, "    "))


def test_who_is_cancelled_around_a_shield() -> None:
    assert "if this await is cancelled" in message("ASF407", "async def f(): await asyncio.shield(work())")
    assert "if whoever awaits it is cancelled" in message("ASF407", "def f(): return asyncio.shield(work())")


def test_a_group_is_for_coroutines() -> None:
    assert "TaskGroup" in message("ASF303", "async def f(): asyncio.create_task(work())")
    assert "TaskGroup" not in message("ASF303", "def f(): asyncio.create_task(work())")


@pytest.mark.parametrize(
    ("code", "line", "words"),
    [
        ("ASF103", "subprocess.Popen(xs)", "until the other program has been started"),
        ("ASF103", "with subprocess.Popen(xs): pass", "while another program runs"),
        ("ASF103", "p.wait()", "while another program runs"),
        ("ASF104", "Path(xs).read_bytes()", "await asyncio.to_thread(Path(xs).read_bytes, ...)"),
        ("ASF108", "with ThreadPoolExecutor() as e: e.submit(nap)", "where its block is left, which waits"),
        ("ASF108", "with ThreadPoolExecutor() as e: e.submit(nap)", "await loop.run_in_executor(...) for each job"),
        ("ASF120", "nap()", "give the helper an async form that uses await asyncio.sleep(...)"),
        ("ASF112", "asyncio.get_running_loop().call_soon(nap)", "start a task that uses await asyncio.sleep(...)"),
    ],
)
def test_words(code: str, line: str, words: str) -> None:
    assert words in message(code, f"{COROUTINE}    {line}")
