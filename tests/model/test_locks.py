"""Locks: which expressions are the same one; and critical sections: what is held where."""

from __future__ import annotations

import textwrap

import pytest
from models import call, function, model

from flake8_asyncsafe.model.locks.identity import says_lock

HEAD = """
import asyncio, multiprocessing, threading
from contextlib import ExitStack, contextmanager
guard = threading.Lock()
alock = asyncio.Lock()
class Box:
    shared = threading.Lock()
    def __init__(self, given):
        self.lock = threading.Lock()
        self.again = threading.RLock()
        self.other = threading.Lock()
        self.cond = threading.Condition(self.lock)
        self.alock = asyncio.Lock()
        self.sem = threading.Semaphore(3)
        self.mutex = threading.Semaphore()
        self.given = given
        self.inner = Inner()
        self.locks = {}
class Inner:
    def __init__(self): self.lock = threading.Lock()
"""


def build(body: str, extra: str = ""):
    head = "class Sub(Box):\n    async def f(self, box: Box, x, lock=None):\n"
    return model(HEAD + extra + head + textwrap.indent(body, " " * 8))


def identities(*expressions: str, before: str = "") -> list:
    module = build(before + "\n".join(f"touch({text})" for text in expressions))
    found = []
    for text in expressions:
        op = call(module, f"touch({text})")
        found.append(module.locks.lock(op.node.args[0].value, op))
    return found


@pytest.mark.parametrize(
    ("left", "right", "before"),
    [
        ("self.lock", "self.lock", ""),
        ("self.lock", "self.cond", ""),
        ("guard", "guard", ""),
        ("self.shared", "Box.shared", ""),
        ("self.shared", "Sub.shared", ""),
        ("self.lock", "other", "other = self.lock\n"),
        ("guard", "other", "other = guard\n"),
        ("self.lock", "y", "z = self.lock\ny = z\n"),
        ("self.inner.lock", "inner.lock", "inner = self.inner\n"),
        ("box.lock", "box.lock", ""),
    ],
)
def test_the_same_lock(left, right, before):
    one, two = identities(left, right, before=before)
    assert one.identity == two.identity


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("self.lock", "self.other"),
        ("self.lock", "guard"),
        ("self.lock", "box.lock"),
        ("self.lock", "self.inner.lock"),
        ("self.shared", "self.lock"),
        ("self.locks[x]", "self.locks[1]"),
    ],
)
def test_different_locks(left, right):
    one, two = identities(left, right)
    assert one is None or two is None or one.identity != two.identity


@pytest.mark.parametrize(
    ("text", "kind", "reentrant", "counting"),
    [
        ("self.lock", "thread", False, False),
        ("self.again", "thread", True, False),
        ("self.sem", "thread", False, True),
        ("self.mutex", "thread", False, False),
        ("self.alock", "async", False, False),
        ("multiprocessing.Lock()", "process", False, False),
        ("threading.Condition()", "thread", True, False),
    ],
)
def test_kinds(text, kind, reentrant, counting):
    (lock,) = identities(text)
    assert (lock.kind.value, lock.traits.reentrant, lock.traits.counting) == (kind, reentrant, counting)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("lock", True), ("my_lock", True), ("writeLock", True), ("RLock", True), ("mutex", True), ("guard", True),
        ("clock", False), ("unlock", False), ("blocked", False), ("locked", False), ("block", False),
    ],
)  # fmt: skip
def test_words_for_locks(name, expected):
    assert says_lock(name) is expected


def test_names_decide_where_nothing_is_known():
    unknown, known, other = identities("lock", "x.write_lock", "x.clock")
    assert unknown is not None
    assert unknown.traits is None
    assert known is not None
    assert other is None


# -- critical sections -------------------------------------------------------------------------------------------------


def held(body: str, extra: str = "") -> dict[str, str]:
    """What is held at each ``probe(n)``: names of the locks that surely are, those that may be with a question mark."""
    module = build(body, extra)
    found = {}
    for op in function(module, "Sub.f").calls:
        text = module.source(op.node)
        if text.startswith("probe("):
            state = module.critical.held(op)
            names = {each.lock.text + ("" if state.surely(each.lock.identity) else "?") for each in state.may}
            found[text[6:-1]] = " ".join(sorted(names))
    return found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("with self.lock: probe(1)\nprobe(2)", {"1": "self.lock", "2": ""}),
        ("with self.lock, guard: probe(1)", {"1": "guard self.lock"}),
        ("with self.lock:\n    with guard: probe(1)\n    probe(2)", {"1": "guard self.lock", "2": "self.lock"}),
        ("async with self.alock: probe(1)\nprobe(2)", {"1": "self.alock", "2": ""}),
        ("with self.lock:\n    return probe(1)\nprobe(2)", {"1": "self.lock", "2": ""}),
        ("self.lock.acquire()\nprobe(1)\nself.lock.release()\nprobe(2)", {"1": "self.lock", "2": ""}),
        ("await self.alock.acquire()\nprobe(1)\nself.alock.release()\nprobe(2)", {"1": "self.alock", "2": ""}),
        (
            "self.lock.acquire()\ntry: g()\nfinally:\n    probe(1)\n    self.lock.release()\nprobe(2)",
            {"1": "self.lock", "2": ""},
        ),
        ("self.lock.acquire()\ntry: g()\nexcept E: probe(1)\nelse: probe(2)", {"1": "self.lock", "2": "self.lock"}),
        ("if x: self.lock.acquire()\nprobe(1)", {"1": "self.lock?"}),
        (
            "if self.lock.acquire(timeout=1): probe(1)\nelse: probe(2)\nprobe(3)",
            {"1": "self.lock", "2": "", "3": "self.lock?"},
        ),
        ("if not self.lock.acquire(False):\n    probe(1)\n    return\nprobe(2)", {"1": "", "2": "self.lock"}),
        ("if x and self.lock.acquire(False): probe(1)\nelse: probe(2)", {"1": "self.lock", "2": ""}),
        ("while not self.lock.acquire(False): probe(1)\nprobe(2)", {"1": "", "2": "self.lock"}),
        ("ok = self.lock.acquire(False)\nif ok: probe(1)\nelse: probe(2)", {"1": "self.lock", "2": ""}),
        ("if (ok := self.lock.acquire(False)): probe(1)", {"1": "self.lock"}),
        ("with self.cond: probe(1)", {"1": "self.cond"}),
        ("with ExitStack() as s:\n    s.enter_context(self.lock)\n    probe(1)\nprobe(2)", {"1": "self.lock", "2": ""}),
        (
            "for y in x:\n    self.lock.acquire()\n    probe(1)\n    self.lock.release()\nprobe(2)",
            {"1": "self.lock", "2": ""},
        ),
        ("for y in x:\n    probe(1)\n    self.lock.acquire()", {"1": "self.lock?"}),
        ("with self.again:\n    with self.again: probe(1)\n    probe(2)", {"1": "self.again", "2": "self.again"}),
        ("take(guard)\nprobe(1)\ngive(guard)\nprobe(2)", {"1": "guard", "2": ""}),
        ("with held_for(guard): probe(1)\nprobe(2)", {"1": "guard", "2": ""}),
        ("with Holder(): probe(1)", {"1": ""}),
        ("lambda: probe(1)", {}),
        ("with x: probe(1)", {"1": ""}),
        ("assert self.lock.acquire(timeout=1)\nprobe(1)", {"1": "self.lock"}),
        ("try:\n    self.lock.acquire()\nexcept E:\n    probe(1)\nprobe(2)", {"1": "", "2": "self.lock?"}),
        ("try:\n    with self.lock: g()\nfinally: probe(1)", {"1": ""}),
        (
            "while True:\n    with self.lock:\n        if x: break\n        probe(1)\nprobe(2)",
            {"1": "self.lock", "2": ""},
        ),
        ("a = [self.lock.acquire() for y in x]\nprobe(1)", {"1": "self.lock?"}),
    ],
)
def test_held(body, expected):
    extra = """
def take(lock): lock.acquire()
def give(lock): lock.release()
@contextmanager
def held_for(lock):
    with lock: yield
class Holder:
    def __enter__(self): return self
    def __exit__(self, *a): ...
"""
    assert held(body, extra) == expected


def test_helpers_of_the_same_object():
    module = model(
        HEAD
        + """
class Sub(Box):
    def take(self): self.lock.acquire()
    def give(self): self.lock.release()
    def both(self):
        self.take()
        probe(1)
        self.give()
        probe(2)
"""
    )
    first, second = (module.critical.held(call(module, f"probe({number})")) for number in (1, 2))
    assert [each.lock.text for each in first.may] == ["self.lock"]
    assert not second.may


def test_acquisitions_have_chains():
    module = model(
        HEAD
        + """
class Sub(Box):
    def a(self):
        with self.lock: pass
    def b(self): self.a()
    def c(self, other: Box): other.a()
"""
    )
    (effect,) = module.critical.summaries.acquisitions.of(function(module, "Sub.b"))
    assert [step.function.qualname for step in effect.via] == ["Sub.b", "Sub.a"]
    assert effect.what.lock.path.root[0] == "self"
