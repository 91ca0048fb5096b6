"""No program makes the analysis fail: neither any Python there is, nor concurrent Python of a small, tangled world.

``ASYNCSAFE_FUZZ=N`` runs N times as many examples as the quick default.
"""

# ruff: noqa: E501 - the programs read best on one line each

from __future__ import annotations

import os
import textwrap
from typing import TYPE_CHECKING

import hypothesmith
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

DEPTH = max(1, int(os.environ.get("ASYNCSAFE_FUZZ", "1")))
pytestmark = pytest.mark.timeout(120 * DEPTH)


def examples(count: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return settings(
        max_examples=count * DEPTH,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=DEPTH == 1,
        database=None,
    )


@examples(40)
@given(program=hypothesmith.from_grammar())
def test_any_python(lint: Callable[[str], object], program: str) -> None:
    lint(program + "\nimport asyncio\n")


@examples(40)
@given(program=hypothesmith.from_node())
def test_any_tree(lint: Callable[[str], object], program: str) -> None:
    lint(program + "\nimport asyncio\n")


# A small world: few names, so that they are rebound, shadowed, recursive and cyclic all the time ----------------------

NAMES = ("a", "b", "f", "g", "A", "B", "lock", "self")
HEADER = """
import asyncio, threading, time, contextlib, functools, queue, concurrent.futures
from asyncio import *
import trio, anyio
from . import a as b
"""

names = st.sampled_from(NAMES)
constants = st.sampled_from(("0", "1.5", "None", "True", "'text'", "b''", "...", "f'{a}'", "f'{b!r:>{a}}'", "__name__"))
apis = st.sampled_from(
    (
        "asyncio.Lock()", "threading.Lock()", "threading.RLock()", "asyncio.Queue()", "queue.Queue()", "asyncio.sleep(0)",
        "time.sleep(1)", "asyncio.Event()", "threading.Event()", "threading.local()", "asyncio.get_running_loop()",
        "concurrent.futures.ThreadPoolExecutor()", "trio.open_nursery()", "anyio.create_task_group()",
        "asyncio.TaskGroup()", "asyncio.timeout(1)", "trio.CancelScope()", "super()", "locals()", "asyncio.current_task()",
    )
)  # fmt: skip
methods = st.sampled_from(
    (
        "acquire()", "release()", "wait()", "set()", "clear()", "get()", "put(a)", "locked()", "result()", "cancel()",
        "join()", "start()", "start_soon(f)", "create_task(f())", "submit(f)", "notify()", "empty()", "close()", "run()",
        "a", "b", "lock", "items()", "append(b)", "pop()", "__class__", "send(None)", "acquire(timeout=1)",
    )
)  # fmt: skip


def compose(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    templates = (
        "{0}({1})", "{0}(*{1}, **{2})", "{0}.{m}", "{0}[{1}]", "({0} + {1})", "({0} if {1} else {2})",
        "({0} and {1} or {2})", "(not {0})", "[{0} for {n} in {1} if {2}]", "({0} for {n} in {1})",
        "{{{0}: {1} for {n} in {2}}}", "(lambda {n}={0}: {1})", "(lambda *{n}: {0})", "functools.partial({0}, {1})",
        "[{0}, {1}]", "{{{0}: {1}}}", "({0}, *{1})", "({n} := {0})", "({0} < {1} is {2})", "(yield {0})", "(await {0})",
        "asyncio.create_task({0})", "asyncio.gather({0}, *{1})", "asyncio.to_thread({0}, {1})", "asyncio.run({0})",
        "threading.Thread(target={0}, args=({1},))", "[{0} async for {n} in {1}]", "f'{{{n}}} {{{n}.{n}!r}}'",
        "isinstance({0}, {1})", "{0}[{1}:{2}]", "asyncio.wait_for({0}, {1})", "dict.fromkeys({0}, {1})",
    )  # fmt: skip
    return st.builds(
        lambda template, one, two, three, name, method: template.format(one, two, three, n=name, m=method),
        st.sampled_from(templates), inner, inner, inner, names, methods,
    )  # fmt: skip


expressions = st.recursive(st.one_of(names, constants, apis, names), compose, max_leaves=5)

simple = st.builds(
    lambda template, one, two, name, other, method: template.format(one, two, n=name, o=other, m=method),
    st.sampled_from(
        (
            "{0}", "{n} = {0}", "{n} = {o}", "{n}.{o} = {0}", "{n}[{0}] = {1}", "{n} += {0}", "{n}: {o} = {0}", "{n}: '{o}'",
            "{n} = {o} = {0}", "{n}, *{o} = {0}", "return {0}", "return", "raise {0}", "raise", "del {n}", "del {n}[{0}]",
            "assert {0}", "pass", "break", "continue", "global {n}", "nonlocal {n}", "import {n}", "from {n} import {o} as {n}",
            "from {n} import *", "await {0}", "{n}.{m}", "await {n}.{m}", "yield {0}", "{n}.{o} = {n}.{o}",
        )
    ),
    expressions, expressions, names, names, methods,
)  # fmt: skip


def block(bodies: st.SearchStrategy[list[str]]) -> st.SearchStrategy[str]:
    heads = (
        ("def {n}({o}={0}, *, {n}={1}):",), ("async def {n}({o}):",), ("async def {n}(self, {o}: {n} = {0}) -> {o}:",),
        ("@{0}\nasync def {n}():",), ("@staticmethod\ndef {n}({o}, /):",), ("@property\ndef {n}(self):",),
        ("@contextlib.contextmanager\ndef {n}():",), ("class {n}({o}):",), ("class {n}:",), ("class {n}({n}, metaclass={o}):",),
        ("if {0}:", "elif {1}:", "else:"), ("if {0}:",), ("while {0}:", "else:"), ("while True:",), ("for {n} in {0}:",),
        ("for {n}, {o} in {0}:", "else:"), ("async for {n} in {0}:", "else:"), ("with {0} as {n}, {1}:",),
        ("async with {0} as {n}:",), ("async with {0}, {1} as ({n}, {o}):",), ("with {n}:",), ("async with {n}.{o}:",),
        ("try:", "except {0} as {n}:", "except:", "else:", "finally:"), ("try:", "finally:"), ("try:", "except* {0}:"),
        ("match {0}:\n case {{'k': {n}, **{o}}} if {1}:",), ("match {0}:\n case [{n}, *{o}] | ({n}, {o}):",),
        ("match {0}:\n case {n}.{o}:",), ("match {0}:\n case _:",),
    )  # fmt: skip

    def build(parts: tuple[str, ...], body: list[list[str]], one: str, two: str, name: str, other: str) -> str:
        lines = []
        for head, statements in zip(parts, body, strict=False):
            lines.append(head.format(one, two, n=name, o=other))
            lines.append(textwrap.indent("\n".join(statements), "  "))
        return "\n".join(lines)

    five = st.tuples(bodies, bodies, bodies, bodies, bodies)
    return st.builds(build, st.sampled_from(heads), five, expressions, expressions, names, names)


def statements(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return block(st.lists(inner, min_size=1, max_size=4))


world = st.lists(st.recursive(simple, statements, max_leaves=12), min_size=1, max_size=6)


@examples(120)
@given(parts=world)
def test_small_world(lint: Callable[[str], object], parts: list[str]) -> None:
    """Concurrent programs of a few names; statements that Python does not take where they stand are left out."""
    program = HEADER
    for part in parts:
        for candidate in (part, "async def f(a, self):\n" + textwrap.indent(part, "  ")):
            try:
                compile(program + candidate + "\n", "world.py", "exec", dont_inherit=True)
            except (SyntaxError, ValueError):
                continue
            program += candidate + "\n"
            break
    lint(program)
