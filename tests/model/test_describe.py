"""The readable print of a model."""

from __future__ import annotations

import re
import textwrap
import time

import pytest

from flake8_asyncsafe.model.describe.functions import describe
from flake8_asyncsafe.settings import Settings
from flake8_asyncsafe.syntax.parse import ParseRefusedError

SAMPLE = """
import asyncio
from threading import Lock as Mutex
import requests

guard = Mutex()

def slow(url):
    return requests.get(url)

class Base: ...

class Client(Base):
    limit = 3
    def __init__(self):
        self.lock = asyncio.Lock()
        self.n = 0

    async def fetch(self, key=None):
        if self.n > 1 and key:
            return 1
        elif key:
            raise ValueError
        async with self.lock:
            self.n += await self.count()
        with guard:
            slow(key)
        try:
            for row in self.rows():
                continue
        except OSError as error:
            pass
        finally:
            self.n = 0

    async def count(self):
        await asyncio.to_thread(slow, "a")

    def rows(self):
        yield 1

async def main():
    asyncio.create_task(Client().fetch())

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def printed() -> str:
    return describe(SAMPLE, "src/app.py", Settings())


@pytest.mark.parametrize(
    "line",
    [
        "src/app.py: module app, advice for asyncio",
        "    3  Mutex = threading.Lock",
        "class Client, line 13",
        "       bases: Base",
        "       .limit = 3  (set on line 14)",
        "       .lock = <asyncio.Lock>  (set on line 16)",
        "       .n = 0 | ?  (set on lines 17, 25, 34)",
        "   37  asyncio.to_thread runs function slow, line 8: another thread",
        "   43  asyncio.create_task runs <coroutine of method Client.fetch, line 19>: the event loop",
        "def slow(url), line 8",
        "       runs on: the event loop, another thread",
        "       called: line 27 in Client.fetch",
        "       blocks (http): line 9 in slow -> requests.get",
        "    9  call requests.get(url)  -> requests.get  = <requests.Response>  [BLOCKS (http)]",
        "async def Client.fetch(self: <Client>, key: None | ?), line 19",
        "       coroutine function, method of Client",
        "       takes: self.lock: line 24 in Client.fetch",
        "   20  if self.n > 1 and key",
        "           ? if still undecided",
        "   22  elif key",
        "   23    raise ValueError",
        "   24  SUSPEND await the entry  [holds self.lock]",
        "   25    call self.count()  (awaited)  -> method Client.count, line 36  = its coroutine  [holds self.lock]",
        "   25    SUSPEND await self.count()  [holds self.lock]",
        "   26  enter guard = <threading.Lock>",
        "   28  try",
        "   29    for row in self.rows()",
        "   30      continue",
        "   31  except OSError",
        "       finally",
        "   34    write self.n = 0",
        "       generator, method of Client",
        "   43  call asyncio.create_task(Client().fetch())  (dropped)  -> asyncio.create_task  = <asyncio.Task>",
    ],
)
def test_it_says(printed, line):
    assert line in printed.splitlines(), printed


def test_stale_writes_are_marked(printed):
    (line,) = (line for line in printed.splitlines() if "STALE value" in line)
    assert line.startswith(
        "   25    write self.n (aug)  [holds self.lock]  [STALE value: read on line 25, then line 25]"
    )


def test_blocking_helpers_and_locks_are_marked(printed):
    (line,) = (line for line in printed.splitlines() if "call slow(key)" in line)
    assert line.endswith("  [BLOCKS in a helper (http) -> line 9 requests.get]  [holds guard]")


def test_functions_stand_in_textual_order(printed):
    heads = re.findall(r"^(?:async def|def|lambda) (\S+)\(", printed, re.MULTILINE)
    assert heads == ["slow", "Client.__init__", "Client.fetch", "Client.count", "Client.rows", "main"]


def test_it_is_the_same_each_time(printed):
    assert describe(SAMPLE, "src/app.py", Settings()) == printed


def test_an_empty_file():
    assert describe("", "empty.py", Settings()) == "empty.py: module empty, advice for asyncio\n"


EVERY_STATEMENT = """
from os import *
import a.b.c, d as e
@decorator
class C(B, metaclass=M):
    x: int = 1
    def m(self, /, a, *args, b=1, **kwargs): return super().m()
async def f(xs):
    global g
    async for x in xs: break
    else: pass
    async with a() as b, c: yield 1
    [y async for y in xs if y if z for w in y]
    while (n := f()): del n
    else: raise
    match xs:
        case {"a": [1, *rest], **more} | C(x=2): return
        case None if xs: assert xs, g()
        case _: xs[0] += 1
    try: pass
    except* (A, B) as e: pass
    else: pass
    finally: pass
    lambda q=1: (yield)
    print(f"{xs!r:>{w}}", *xs, **{1: 2, **xs}, k=not -xs[1:2, ...])
    x = y if z else 1 < 2 < g() or w
    def inner():
        nonlocal x
        x = (i for i in x)
        raise E from None
"""


def test_every_statement_is_printed():
    printed = describe(EVERY_STATEMENT, "x.py", Settings())
    for word in (
        "* from os",
        "except*",
        "case _",
        "assert xs",
        "(generator expression",
        "del n",
        "async for x in xs",
        "yield",
    ):
        assert word in printed


def test_what_libcst_refuses(monkeypatch):
    def refuse(source: str) -> None:
        raise ParseRefusedError("line 3: why")

    monkeypatch.setattr("flake8_asyncsafe.model.module.parse", refuse)
    with pytest.raises(ParseRefusedError, match="line 3: why"):
        describe("x = 1\n", "x.py", Settings())


@pytest.mark.parametrize(
    "source",
    [
        "x = [" + "f(y), " * 4_000 + "]\n",
        "x = " + " + ".join(["y"] * 900) + "\n",
        "x = a" + ".b().c" * 200 + "\n",
        "".join("    " * depth + f"if f({depth}):\n" for depth in range(90)) + "    " * 90 + "g()\n",
        "if a:\n    f()\n" + "".join(f"elif b{number}:\n    f()\n" for number in range(700)),
        "async def f(self):\n" + "    self.n += await g()\n" * 300,
    ],
    ids=["long", "sum", "chain", "deep", "elif", "stale"],
)
def test_large_input_is_printed_soon(source):
    start = time.process_time()
    assert describe(source, "x.py", Settings()).count("\n") > 1
    assert time.process_time() - start < 20


def test_deep_indentation_is_bounded():
    source = "".join("    " * depth + f"if f({depth}):\n" for depth in range(90)) + "    " * 90 + "g()\n"
    assert max(map(len, describe(source, "x.py", Settings()).splitlines())) < 160


def test_positions_of_imports_and_cases():
    printed = describe(
        textwrap.dedent("""\
        import a
        from b import (
            c,
            d as e,
        )
        match a:
            case 1:
                c()
            case 2: e()
    """),
        "x.py",
        Settings(),
    )
    for line in ("    2  c = b.c", "    2  e = b.d", "    7  case 1", "    9  case 2"):
        assert line in printed.splitlines()
