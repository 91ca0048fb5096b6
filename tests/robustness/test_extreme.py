"""Texts at the edge of what Python takes: no exception, no hang, no recursion that grows with the text."""

# ruff: noqa: E501 - the programs read best on one line each

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 30.0  # seconds; nearly all of what the slowest takes is libcst's parser
HEAD = "import asyncio\nasync def f(a):\n    "
FRAMES = 400  # Python frames that the analysis may need above the test's own, whatever the text
#: libcst's parser alone takes seconds for these (its time grows with the square of the depth)
SLOW = frozenset(
    {"sum of 5,000 terms", "method chain of 1,000", "1,000 subscripts", "1 MB line", "2,000 strings added"}
)


def nested(opening: str, inner: str, closing: str, depth: int) -> str:
    return opening * depth + inner + closing * depth


def indented(head: str, depth: int, inner: str = "pass") -> str:
    return "".join(" " * level + head + "\n" for level in range(depth)) + " " * depth + inner + "\n"


SHAPES: dict[str, str] = {
    "sum of 5,000 terms": "x = " + " + ".join(["a"] * 5000),
    "sum of 2,000 terms": "x = " + " + ".join(["a"] * 2000),
    "2,000 strings added": "x = " + " + ".join(["'a'"] * 2000),
    "comparison of 5,000": "x = " + " < ".join("a" * 5000),
    "5,000 and": "x = " + " and ".join("a" * 5000),
    "5,000 and-or": "x = " + " and b or ".join("a" * 2500),
    "1,000 not": "x = " + "not " * 1000 + "a",
    "1,000 minus": "x = " + "-" * 1000 + "a",
    "1,000 powers": "x = " + "**".join("a" * 1000),
    "190 parentheses": "x = " + nested("(", "a", ")", 190),
    "190 lists": "x = " + nested("[", "a", "]", 190),
    "190 tuples": "x = " + nested("(", "a", ",)", 190),
    "190 dicts": "x = " + nested("{1: ", "a", "}", 190),
    "190 calls": "x = " + nested("f(", "a", ")", 190),
    "190 awaits of calls": "x = " + nested("await f(", "a", ")", 95),
    "190 subscripts": "x = " + nested("a[", "a", "]", 190),
    "90 comprehensions": "x = " + nested("[b for b in ", "a", "]", 90),
    "90 lambdas": "x = " + "lambda b: " * 90 + "b",
    "1,000 lambdas beside each other": "x = [" + "lambda b: f(b), " * 1000 + "]",
    "90 lambdas, each called": "x = " + nested("(lambda b: ", "b", ")(a)", 90),
    "ternary chain of 1,000": "x = " + "a if f(b) else " * 1000 + "a",
    "1,000 nested in the test": "x = " + nested("(a if ", "a", " else a)", 90),
    "method chain of 1,000": "x = a" + ".f()" * 1000,
    "awaited method chain of 300": "x = await a" + ".f()" * 300,
    "1,000 attributes": "x = a" + ".b" * 1000,
    "1,000 subscripts": "x = a" + "[0]" * 1000,
    "1,000 calls of calls": "x = a" + "()" * 500,
    "1,000 walruses": "x = [" + ", ".join(f"(a{i} := a{i - 1})" for i in range(1, 1000)) + "]",
    "1,000 chained targets": " = ".join(f"x{i}" for i in range(1000)) + " = a",
    "1,000 unpacked": ", ".join(f"x{i}" for i in range(1000)) + " = f()",
    "a call with 10,000 arguments": "f(" + ", ".join(f"k{i}=a" for i in range(5000)) + ")",
    "1 MB line": "x = [" + "'abcdefgh', " * 90_000 + "]",
    "1 MB string": "x = '" + "a" * 1_000_000 + "'",
    "1 MB comment": "x = 1  # " + "a" * 1_000_000,
    "2,000 decorators": "pass\n" + "@f\n" * 2000 + "async def g(): pass",
    "1,000 with items": "with " + ", ".join(f"f() as b{i}" for i in range(1000)) + ":\n        await f()",
    "1,000 f-string parts": "x = f'" + "{a!r:>{b}} " * 1000 + "'",
    "f-strings in f-strings": "x = f'{f\"{f(1)}\"}' f\"{f'{a}'}\" f'''{f\"\"\"{f'{a}'}\"\"\"}'''",
    "1,000 global": "global " + ", ".join(f"g{i}" for i in range(1000)),
    "1,000 joined lines": "x = 1" + " + \\\n  1" * 1000,
    "1,000 statements in a line": "; ".join(["await f()"] * 1000),
}


def body(lines: str) -> str:
    return HEAD + lines + "\n"


MODULES: dict[str, str] = {
    **{name: body(lines) for name, lines in SHAPES.items()},
    "empty": "",
    "only a newline": "\n",
    "only comments": "# async\n# more\n",
    "only a comment, no newline": "# async def",
    "only a docstring": '"""async"""',
    "no newline at the end": HEAD + "f()",
    "ends in spaces": HEAD + "f()\n   ",
    "ends in a backslash": HEAD + "f()\n\\\n",
    "BOM": "\ufeff" + HEAD + "f()\n",
    "CRLF": (HEAD + "f()\n    await f()\n").replace("\n", "\r\n"),
    "CR": (HEAD + "f()\n    await f()\n").replace("\n", "\r"),
    "mixed line ends": "import asyncio\r\nasync def f():\r    f()\n    await f()\r\n",
    "form feeds": "\x0cimport asyncio\n\x0c\nasync def f():\n\x0c    f()\n    \x0c\n",
    "vertical tab and file separators": "import asyncio\nx = 'a\x0bb\x1cc\x1dd\x85e\u2028f'\nasync def f():\n    f()\n",
    "tabs": "import asyncio\nasync def f():\n\tif f:\n\t\tf()\n\tawait f()\n",
    "tabs and spaces": "import asyncio\nasync def f():\n        if f:\n\t\tf()\n",
    "null": "import asyncio\nx = 1\x00\n",
    "escaped null": "import asyncio\nx = '\\0' '\\x00'\n",
    "control characters in a string": "import asyncio\nx = '\x01\x02\x1b\x7f'\n",
    "lone surrogate": "import asyncio\nx = '\ud800'\n",
    "wide characters": "import asyncio\nasync def ƒ(ä, 变量):\n    '😀' ; ƒ(ä)\n    x𝔘 = 变量.f()\n",
    "names that normalise": "import asyncio\nasync def ﬁ(): fi(); ﬁ()\n",
    "coding comment": "# -*- coding: latin-1 -*-\nimport asyncio\nasync def f(): f()\n",
    "90-deep if": "import asyncio\n" + indented("if asyncio:", 90, "asyncio.run()"),
    "90-deep while": "import asyncio\n" + indented("while asyncio:", 90, "break"),
    "19-deep for": "import asyncio\n" + indented("for a in b:", 19, "continue"),
    "19-deep with": "import asyncio\n" + indented("with a:", 19, "a()"),
    "90-deep def": "import asyncio\n" + indented("async def f(a):", 90, "await f(a)"),
    "90-deep class": "import asyncio\n" + indented("class A:", 90, "a = A"),
    "19-deep try": "import asyncio\n"
    + "".join(" " * n + "try:\n" for n in range(19))
    + " " * 19
    + "a()\n"
    + "".join(" " * n + "except A as a:\n" + " " * n + " raise\n" for n in reversed(range(19))),
    "5,000 elif": "import asyncio\nif a:\n  f()\n" + "elif f(b):\n  f()\n" * 5000 + "else:\n  f()\n",
    "2,500 elif in a coroutine": HEAD + "if a:\n      f()\n" + "    elif f(b):\n      await f()\n" * 2500,
    "2,000 functions": "import asyncio\n" + "".join(f"async def f{n}(a):\n    return a\n" for n in range(2000)),
    "a chain of 1,000 functions": "import asyncio, time\n"
    + "".join(f"def f{n}():\n    f{n + 1}()\n" for n in range(1000))
    + "def f1000():\n    time.sleep(1)\nasync def g():\n    f0()\n",
    "the chain turned round": "import asyncio, time\ndef f0():\n    time.sleep(1)\n"
    + "".join(f"def f{n + 1}():\n    f{n}()\n" for n in range(1000))
    + "async def g():\n    f1000()\n",
    "a ring of 500 functions": "import asyncio\n"
    + "".join(f"async def f{n}():\n    f{(n + 1) % 500}(); f{(n + 7) % 500}()\n" for n in range(500)),
    "40 functions that all call each other": "import asyncio\n"
    + "".join(f"async def f{n}():\n    {'; '.join(f'f{m}()' for m in range(40))}\n" for n in range(40)),
    "a chain of 1,000 aliases": "import asyncio\na0 = asyncio.sleep\n"
    + "".join(f"a{n + 1} = a{n}\n" for n in range(1000))
    + "async def g():\n    a1000(1)\n",
    "1,000 aliases inside a function": "import asyncio\nasync def g():\n    a0 = asyncio.sleep\n"
    + "".join(f"    a{n + 1} = a{n}\n" for n in range(1000))
    + "    a1000(1)\n",
    "1,000 base classes in a row": "import asyncio\nclass C0:\n    async def m(self): ...\n"
    + "".join(f"class C{n + 1}(C{n}): ...\n" for n in range(1000))
    + "async def g(c: C1000):\n    c.m()\n    C1000().m()\n",
    "a diamond of classes": "import asyncio\nclass A0: ...\nclass B0: ...\n"
    + "".join(f"class A{n + 1}(A{n}, B{n}): ...\nclass B{n + 1}(B{n}, A{n}): ...\n" for n in range(25))
    + "async def g(a: A25):\n    a.m()\n",
    "doubling displays": "import asyncio\na0 = [asyncio.sleep]\n"
    + "".join(f"a{n + 1} = [a{n}, a{n}]\n" for n in range(40))
    + "async def g():\n    a40[0][0]()\n",
    "doubling ternaries": "import asyncio\na0 = asyncio.sleep\n"
    + "".join(f"a{n + 1} = a{n} if a{n} else a{n}\n" for n in range(40))
    + "async def g():\n    a40(1)\n",
    "doubling partials": "import asyncio, functools\na0 = asyncio.sleep\n"
    + "".join(f"a{n + 1} = functools.partial(a{n}, a{n})\n" for n in range(60))
    + "async def g():\n    a60()\n",
    "doubling returns": "import asyncio\ndef f0():\n    return asyncio.sleep\n"
    + "".join(f"def f{n + 1}(a):\n    if a: return f{n}(f{n}(a))\n    return f{n}(a)\n" for n in range(30))
    + "async def g():\n    f30(1)()\n",
    "doubling decorators": "import asyncio\ndef d0(f):\n    def w(): return f()\n    return w\n"
    + "".join(f"@d{n}\n@d{n}\ndef d{n + 1}(f):\n    def w(): return d{n}(f)\n    return w\n" for n in range(20))
    + "@d20\nasync def g(): g()\n",
    "20 locks, each nested in the next": "import threading\n"
    + "".join(f"l{n} = threading.Lock()\n" for n in range(19))
    + "async def g():\n"
    + "".join(" " * (n + 1) + f"with l{n}:\n" for n in range(19))
    + " " * 20
    + "await g()\n",
    "300 branches that join": "import threading\nl = threading.Lock()\nasync def g(a):\n"
    + "    if a: l.acquire()\n    else: await g(a)\n" * 300,
    "60 loops one after another": "import threading\nl = threading.Lock()\nasync def g(a):\n"
    + "    while a:\n        if a: l.acquire(); break\n        await g(a)\n    else: l.release()\n" * 60,
    "18 loops in each other": "import threading\nl = threading.Lock()\nn = 0\nasync def g(a):\n    global n\n"
    + "".join(" " * (i + 4) + "while n:\n" for i in range(18))
    + " " * 22
    + "n = n + 1; await g(n); l.acquire(); l.release()\n",
}

CYCLES: dict[str, str] = {
    "a module that imports itself": "import asyncio\nimport module\nfrom module import f as g, f\nfrom . import module as m\n"
    "async def f(): g(); module.f(); m.f(); module.module.f()\n",
    "a star import of itself": "import asyncio\nfrom module import *\nfrom .module import *\nasync def f(): h(); f()\n",
    "its own base": "import asyncio\nclass A(A):\n    async def f(self): self.f(); self.g(); super().f()\n",
    "bases in a ring": "import asyncio\nclass A(B):\n    async def f(self): self.g()\nclass B(C): ...\nclass C(A):\n"
    "    def g(self): super().f()\nasync def h(a: A): a.f(); a.g(); a.h()\n",
    "own subscript as base": "import asyncio\nclass A(A[A], B['A']):\n    async def f(self): self.x()\n",
    "base bound later": "import asyncio\nB = A\nclass A(B): ...\nA = B\nasync def f(a: A, b: B): a.f(); b.f(); A().f()\n",
    "aliases in a ring": "import asyncio\na = b\nb = a\nc = c\nasync def f(): a(); b(); await c(); a.b(); b.a()\n",
    "aliases in a local ring": "import asyncio\nasync def f():\n    a = b\n    b = c\n    c = a\n    a(); await b()\n",
    "aliases that swap in a loop": "import asyncio\nasync def f():\n    a = b = None\n    while f:\n        a = b\n        b = a\n"
    "        await a\n        with b: pass\n        for x in a: pass\n",
    "annotated results of each other": "import asyncio\ndef g(n) -> str: return n and (g(n) or h(n))\ndef h(n) -> str: return g(n) or h(n)\n"
    "async def f():\n    await g(1)\n    for x in h(2): pass\n",
    "attributes in a ring": "import asyncio\nclass A:\n    def __init__(self):\n        self.x = self.x\n        self.y = self.z\n"
    "        self.z = self.y.x\n        self.me = self\n    async def f(self): self.x(); self.z(); self.me.me.me.f()\n",
    "an attribute of its own instance": "import asyncio\nclass A:\n    a = None\n    def __init__(self): self.a = A().a\n"
    "    async def f(self): self.a.a.f()\n",
    "functions in a ring": "import asyncio\nasync def f(): g()\ndef g(): return h()\ndef h(): f(); return g()\n",
    "returns of itself": "import asyncio\ndef f(): return f\ndef g(): return g()\ndef h(): return h()()\nasync def k(): f()()(); g()(); h()\n",
    "generators in a ring": "import asyncio\ndef f(): yield from g()\ndef g(): yield from f()\nasync def h():\n    for a in f(): await a\n",
    "decorators in a ring": "import asyncio\n@a\ndef b(f): return a(f)\n@b\ndef a(f): return b(f)\n@a\n@b\nasync def f(): f()\n",
    "its own decorator": "import asyncio\n@f\nasync def f(): f()\nclass A:\n    @f\n    async def f(self): self.f()\n",
    "a decorator that returns its own wrapper": "import asyncio\nimport functools\ndef d(f):\n    @functools.wraps(f)\n    @d\n"
    "    def w(*a): return w(*a)\n    return w\n@d\nasync def f(): f()\n",
    "lambda defaults in a ring": "import asyncio\nf = lambda g=f: g()\nf = lambda f=f: f(f)\nh = lambda x=(lambda y=h: y): x\n"
    "async def k(): f(); h()()\n",
    "parameter defaults in a ring": "import asyncio\ndef f(a=g): return a()\ndef g(a=f): return a()\nasync def h(a=h, b=f()): a(); b()\n",
    "annotations in a ring": "import asyncio\nasync def f(a: 'b', b: 'a') -> f: a(); b(); f(a, b)\nx: x = x\ny: 'y'\nz: 'z[z]' = z\n",
    "types in a ring": "import asyncio\nA = 'B | None'\nB = A | B\nasync def f(a: A, b: 'list[A[B]]'): a(); b[0]()\n",
    "names rebound in loops": "import asyncio\nasync def f(a):\n    b = a\n    while a:\n        a = b.c\n        b = a.d\n        for a in b: b = a\n"
    "        with a as b: a = b\n        a = lambda: b\n        await a()\n    a()\n",
    "partials of themselves": "import asyncio, functools\np = functools.partial(p)\nq = functools.partial(r)\nr = functools.partial(q, q)\nasync def f(): p(); q(); r()\n",
    "containers of themselves": "import asyncio\na = [a]\nb = {'b': b}\nc = (c, *c)\nasync def f():\n    a[0][0](); b['b'](); d = [d, d]; d[0]()\n    e = [e for e in e]; e()\n",
    "with itself": "import threading\nl = l\nwith l as l:\n    with l as l: l()\nasync def f():\n    with l, l as l: await l\n",
    "spawns of itself": "import asyncio, threading\nasync def f(): asyncio.create_task(f()); threading.Thread(target=f).start()\n"
    "def g(): threading.Thread(target=g).start(); threading.Timer(1, lambda: g()).start()\nt = threading.Thread(target=t)\n",
    "locks in a ring": "import threading\nclass A:\n    def __init__(self):\n        self.l = threading.Condition(self.m)\n        self.m = threading.Condition(self.l)\n"
    "    def f(self):\n        with self.l: self.g()\n    def g(self):\n        with self.m: self.f()\n    async def h(self):\n        with self.l: await self.h()\n",
    "properties in a ring": "import asyncio\nclass A:\n    @property\n    def a(self): return self.b\n    @property\n    def b(self): return self.a\n    async def f(self): self.a(); self.b.a.b()\n",
    "global and nonlocal tangle": "import asyncio\nx = 1\ndef f():\n    global x, y\n    x = y\n    def g():\n        nonlocal_ = x\n        global y\n        y = x\n        return g\n    return g()\nasync def h(): await x; y()\n",
    "del of everything": "import asyncio\nasync def f(): f()\ndel f, asyncio\nasync def g():\n    del g\n    f(); asyncio.run(g())\n",
    "builtins rebound": "import asyncio\nsuper = print = len = isinstance = type = asyncio\nclass A:\n    async def f(self): super().f(); print(self.f()); isinstance(self, A)\n",
    "super where there is none": "import asyncio\nsuper().f()\nasync def f(): super().f(); super(f, f).g()\nclass A:\n    super().f()\n    g = lambda self: super().g()\n",
}

NEWER: dict[str, str] = {
    "type parameters": "import asyncio\ntype A[T: int, *Ts, **P] = list[T] | A[T]\nasync def f[T: A](x: T) -> T: f(x)\n"
    "class C[T](C[T]):\n    async def m[S](self, s: S) -> T: self.m(s)\n",
    "type parameter defaults": "import asyncio\ntype A[T = int, **P = [int]] = T\nclass C[T = C]: ...\n",
    "nested quotes in f-strings": "import asyncio\nasync def f(a): f(f'{a['b']} {f'{f'{a}'}'}')\n",
    "templates": "import asyncio\nasync def f(a): f(t'{a!r:>{a}} {await f(a)}')\n",
    "except without parentheses": "import asyncio\nasync def f():\n    try:\n        await f()\n    except A, B:\n        f()\n",
    "star in index": "import asyncio\nasync def f(a, *b: *c): a[*b]; f(a[*b])\n",
    "except star": "import asyncio\nasync def f():\n    try:\n        await f()\n    except* A as a:\n        f()\n",
    "soft keywords": "import asyncio\nmatch = case = type = _ = asyncio\nasync def f(): match(case); type(_); type = match[case]\n",
    "parenthesised with": "import asyncio\nasync def f():\n    async with (f() as a, f() as b,): f()\n",
}

ALL = {**MODULES, **CYCLES, **NEWER}


@pytest.fixture(scope="module", autouse=True)
def warm(lint: Callable[[str], object]) -> None:
    """Imports and caches need frames of their own, once."""
    lint("import asyncio\nasync def warm(a: int): await warm(asyncio.Lock())\n")


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in ALL])
def test_extreme(lint: Callable[[str], object], name: str) -> None:
    """No exception, no ASF000 for what both parsers take, an end, and Python frames bounded whatever the text."""
    limit = sys.getrecursionlimit()
    frames = len(inspect.stack(0)) + max(FRAMES, parser_frames(ALL[name]))
    start = time.perf_counter()
    sys.setrecursionlimit(min(limit, frames))
    try:
        lint(ALL[name])
    finally:
        sys.setrecursionlimit(limit)
    taken = time.perf_counter() - start
    assert taken < LIMIT, f"{taken:.1f} s"


def parser_frames(source: str) -> int:
    """How much of the recursion limit CPython's own parser asks for (it charges C frames to it), found by trying."""
    frames, limit = len(inspect.stack(0)), sys.getrecursionlimit()
    for spare in range(FRAMES, limit - frames, 100):
        sys.setrecursionlimit(frames + spare)
        try:
            compile(source, "x", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
        except (RecursionError, MemoryError):
            continue
        except (SyntaxError, ValueError):
            return 0
        else:
            return spare + 50
        finally:
            sys.setrecursionlimit(limit)
    return limit


CHILD = """
import sys, time
sys.path.insert(0, {root!r})
from flake8_asyncsafe.engine import analyse
from flake8_asyncsafe.rules.base import all_rules
from flake8_asyncsafe.settings import Settings
shapes = {{
    "chain": lambda n: "x = a" + ".f()" * n, "lambda": lambda n: "x = " + "lambda: " * n + "a",
    "minus": lambda n: "x = " + "-" * n + "a", "sum": lambda n: "x = " + "+".join("a" * n),
}}
source = lambda n: "import asyncio\\n" + shapes[{shape!r}](n) + "\\n"
low, high = 1, 20_000
while high - low > 1:
    middle = (low + high) // 2
    try:
        compile(source(middle), "x", "exec", 0x400)
        low = middle
    except (RecursionError, MemoryError, SyntaxError):
        high = middle
tree = compile(source(low), "x", "exec", 0x400)  # as flake8 hands it over
reports = analyse(source(low), "x.py", Settings(rules=frozenset(rule.code for rule in all_rules())), tree)
print("survived", low, reports)
"""


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("shape", ["chain", "lambda", "minus", "sum"])
def test_the_deepest_text_does_not_kill_the_process(shape: str, request: pytest.FixtureRequest) -> None:
    """libcst's parser is native and recursive: a stack that overflows there takes the interpreter with it."""
    pytest.importorskip("flake8_asyncsafe.engine")
    child = subprocess.run(
        [sys.executable, "-c", CHILD.format(root=str(request.config.rootpath), shape=shape)],
        capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert child.returncode == 0, (child.returncode, child.stderr[-500:])
    assert child.stdout.startswith("survived")
    assert "raised" not in child.stdout, child.stdout
