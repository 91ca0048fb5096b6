"""Values: what an expression is, as far as it can be known, and unknown where it cannot."""

from __future__ import annotations

import textwrap

import pytest
from models import model, probe, probed

LOCK = "<threading.Lock>"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import time\nprobe(time.sleep)", "time.sleep"),
        ("import time as t\nprobe(t.sleep)", "time.sleep"),
        ("from time import sleep\nprobe(sleep)", "time.sleep"),
        ("from time import sleep as s\nprobe(s)", "time.sleep"),
        ("import os.path\nprobe(os.path.exists)", "os.path.exists"),
        ("import os.path as p\nprobe(p.exists)", "os.path.exists"),
        ("import concurrent.futures\nprobe(concurrent.futures.wait)", "concurrent.futures.wait"),
        ("import concurrent.futures, concurrent.other\nprobe(concurrent.futures.wait)", "concurrent.futures.wait"),
        ("from . import x\nprobe(x.y)", ".x.y"),
        ("from ..a.b import x\nprobe(x)", "..a.b.x"),
        ("def f():\n  import time\n  probe(time.sleep)", "time.sleep"),
        ("class A:\n  import time\n  probe(time.sleep)", "time.sleep"),
        ("class A:\n  import time\n  def f(self): probe(time)", "?"),
        ("class A:\n  import time\n  def f(self): probe(self.time.sleep)", "time.sleep"),
        ("try:\n  from a import f\nexcept ImportError:\n  from b import f\nprobe(f)", "a.f | b.f"),
        ("try:\n  import a\nexcept ImportError:\n  a = None\nprobe(a)", "None | a"),
        ("if x:\n  import time as t\nelse:\n  import trio as t\nprobe(t.sleep)", "time.sleep | trio.sleep"),
        ("if TYPE_CHECKING:\n  from threading import Lock\ndef f(x: Lock): probe(x)", LOCK),
        ("from time import *\nprobe(sleep)", "time.sleep"),
        ("from os import *\nprobe(open)", "os.open"),
        ("from unknown import *\nprobe(sleep)", "?"),
        ("def f(): probe(time.sleep)\nimport time", "time.sleep"),
        ("import time\nsleep = time.sleep\nprobe(sleep)", "time.sleep"),
        ("import time\na = time\nb = a\nprobe(b.sleep)", "time.sleep"),
        ("import time\ndef f(time): probe(time.sleep)", "?"),
        ("import time\ntime = g()\nprobe(time.sleep)", "?"),
        ("import time\ndef f():\n  probe(time.sleep)\n  time = 1", "?"),
        ("probe(open)", "builtins.open"),
        ("open = 1\nprobe(open)", "1"),
        ("def open(): pass\nprobe(open)", "def open"),
        ("class A:\n  def open(self): probe(open)", "builtins.open"),
        ("probe(nowhere)", "?"),
        ("a = b\nb = a\nprobe(a)", "?"),
        ("a = a\nprobe(a)", "?"),
        ("import time\ndef f():\n  global s\n  s = time.sleep\ndef g(): probe(s)", "time.sleep"),
        (
            "import time\ndef f():\n  s = 1\n  def g():\n    nonlocal s\n    s = time.sleep\n  probe(s)",
            "1 | time.sleep",
        ),
        ("import time\nf = lambda: probe(time.sleep)", "time.sleep"),
        ("import time\n[probe(time.sleep) for x in y]", "time.sleep"),
        ("import time\n[probe(time) for time in y]", "?"),
        ("class A:\n  time = 1\n  [probe(time) for x in y]", "?"),
        ("class A:\n  time = [1]\n  [x for x in probe(time)]", "List"),
        ("import time\nif (t := time): probe(t.sleep)", "time.sleep"),
        ("import time\nprobe((time.sleep if x else 3))", "3 | time.sleep"),
        ("import time\nprobe(None or time.sleep)", "None | time.sleep"),
        ("import time\nprobe(getattr(time, 'sleep'))", "time.sleep"),
    ],
)
def test_names_and_imports(source, expected):
    assert probe(source) == expected


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        ("Lock", LOCK),
        ("threading.Lock", LOCK),
        ("'Lock'", LOCK),
        ("'threading.Lock | None'", LOCK),
        ("Optional[Lock]", LOCK),
        ("Optional['Lock']", LOCK),
        ("Lock | None", LOCK),
        ("Union[Lock, Queue]", "<queue.Queue> | <threading.Lock>"),
        ("Annotated[Lock, 'x']", LOCK),
        ("Final[Lock]", LOCK),
        ("ClassVar['Lock']", LOCK),
        ("list[Lock]", f"<builtins.list[{LOCK}]>"),
        ("dict[str, Lock]", f"<builtins.dict[{LOCK}]>"),
        ("Queue[int]", "<queue.Queue[<builtins.int>]>"),
        ("tuple[Lock, int]", f"<typing.Tuple[<builtins.int> | {LOCK}]>"),
        ("type[Lock]", "threading.Lock"),
        ("Own", "<Own>"),
        ("'Own'", "<Own>"),
        ("Any", "?"),
        ("Callable[[], Lock]", "?"),
        ("T", "?"),
        ("'not a type('", "?"),
        ("1 + 2", "?"),
    ],
)
def test_annotations(annotation, expected):
    head = (
        "import threading\nfrom queue import Queue\nfrom threading import Lock\nfrom typing import *\n"
        "from typing import Any, Callable\nT = TypeVar('T')\nclass Own: pass\n"
    )
    assert probe(f"{head}def f(x: {annotation}): probe(x)") == expected
    assert probe(f"{head}x: {annotation}\nprobe(x)") == expected
    assert probe(f"{head}def f() -> {annotation}: ...\nprobe(f())") == expected
    assert probe(f"{head}class A:\n  x: {annotation}\n  def f(self): probe(self.x)") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("def __init__(self): self.x = Lock()\ndef f(self): probe(self.x)", LOCK),
        ("def f(self): probe(self.x)\ndef g(self): self.x = Lock()", LOCK),
        (
            "def __init__(self): self.x = None\ndef g(self): self.x = Lock()\ndef f(self): probe(self.x)",
            f"{LOCK} | None",
        ),
        ("x = Lock()\ndef f(self): probe(self.x)", LOCK),
        ("x = Lock()\ndef f(self): probe(A.x)", LOCK),
        ("x = Lock()\n@classmethod\ndef f(cls): probe(cls.x)", LOCK),
        ("x: Lock = field(default_factory=Lock)\ndef f(self): probe(self.x)", LOCK),
        ("x: Lock = attrs.field(factory=Lock)\ndef f(self): probe(self.x)", LOCK),
        ("def __init__(self, x: Lock): self.x = x\ndef f(self): probe(self.x)", LOCK),
        ("def __init__(self, x=None): self.x = x or Lock()\ndef f(self): probe(self.x)", f"{LOCK} | ? | None"),
        ("def __init__(self): self.x, self.y = 1, Lock()\ndef f(self): probe(self.y)", LOCK),
        ("def __init__(self): self.x: Lock = make()\ndef f(self): probe(self.x)", LOCK),
        ("def __init__(this): this.x = Lock()\ndef f(self): probe(self.x)", LOCK),
        ("def __init__(self):\n  def g(): self.x = Lock()\ndef f(self): probe(self.x)", LOCK),
        ("@property\ndef x(self): return Lock()\ndef f(self): probe(self.x)", LOCK),
        ("@property\ndef x(self) -> Lock: ...\ndef f(self): probe(self.x)", LOCK),
        ("@functools.cached_property\ndef x(self): return Lock()\ndef f(self): probe(self.x)", LOCK),
        ("def x(self): return Lock()\ndef f(self): probe(self.x)", "method A.x of A"),
        ("def x(self): return Lock()\ndef f(self): probe(self.x())", LOCK),
        ("@staticmethod\ndef x(): return Lock()\ndef f(self): probe(self.x())", LOCK),
        ("@classmethod\ndef x(cls): return cls()\ndef f(self): probe(self.x())", "<A>"),
        ("def x(self): return self\ndef f(self): probe(self.x().x())", "<A>"),
        ("def f(self): probe(self.missing)", "?"),
        ("def f(self): probe(self.__class__)", "class A"),
        ("def f(self): probe(type(self))", "class A"),
        ("def f(self): self = g(); probe(self.x)\nx = Lock()", "?"),
        (
            "class B:\n  def h(self): self.x = Lock()\ndef g(self): self.b = A.B()\ndef f(self): probe(self.b.x)",
            LOCK,
        ),
    ],
)
def test_attributes(body, expected):
    head = "import attrs, functools\nfrom dataclasses import dataclass, field\nfrom threading import Lock\n"
    head += "@dataclass\nclass A:\n"
    assert probe(head + textwrap.indent(body, "  ")) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("class B(A):\n  def f(self): probe(self.x)", LOCK),
        ("class B(A):\n  x = 1\n  def f(self): probe(self.x)", "1"),
        ("class B(A):\n  def f(self): probe(super().g())", LOCK),
        ("class B(A):\n  def g(self): return 1\n  def f(self): probe(super().g())", LOCK),
        ("class B(A):\n  def g(self): return super().g()\nprobe(B().g())", LOCK),
        ("class B(A): pass\nclass C(B):\n  def f(self): probe(self.x)", LOCK),
        ("class B(A[int]):\n  def f(self): probe(self.x)", LOCK),
        ("class B(Unknown, A):\n  def f(self): probe(self.x)", LOCK),
        ("class B(threading.Thread):\n  def f(self): probe(self.join)", "threading.Thread.join()"),
        ("class B(B):\n  def f(self): probe(self.x)", "?"),
        ("class B(C): pass\nclass C(B):\n  def f(self): probe(self.x)", "?"),
        ("class B(A):\n  def g(self): return 1\ndef f(a: A): probe(a.g())", f"1 | {LOCK}"),
        ("class B(A):\n  def g(self): return 1\nprobe(A().g())", LOCK),
        ("probe(A().g)", "method A.g of A"),
        ("class B(A): pass\nprobe(B().g)", "method A.g of B"),
        ("probe(A.g)", "method A.g of A"),
        ("a = A()\na.y = threading.Lock()\nprobe(a.y)", "?"),
        ("probe(A().x)", LOCK),
        ("probe([A()][0].x)", LOCK),
        ("probe({1: A()}[1].x)", LOCK),
        ("probe((A() if y else A()).x)", LOCK),
    ],
)
def test_bases(source, expected):
    head = "import threading\nclass A:\n  def __init__(self): self.x = threading.Lock()\n  def g(self): return self.x\n"
    assert probe(head + source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("with Lock() as x: probe(x)", LOCK),
        ("with open('f') as x: probe(x.read)", "io.IOBase.read()"),
        ("async def f():\n  async with aiohttp.ClientSession() as s: probe(s)", "<aiohttp.ClientSession>"),
        ("class C:\n  def __enter__(self): return Lock()\nwith C() as x: probe(x)", LOCK),
        ("class C:\n  def __enter__(self): return self\nwith C() as x: probe(x)", "<C>"),
        ("@contextmanager\ndef c(): yield Lock()\nwith c() as x: probe(x)", LOCK),
        ("@contextmanager\ndef c(): yield 1, Lock()\nwith c() as (a, x): probe(x)", LOCK),
        ("@contextmanager\ndef c(): yield Lock()\nprobe(c())", "context def c"),
        ("for x in [Lock(), Lock()]: probe(x)", LOCK),
        ("for x in (Lock(), 1): probe(x)", f"1 | {LOCK}"),
        ("for i, x in [(1, Lock())]: probe(x)", LOCK),
        ("for x in [Lock() for _ in y]: probe(x)", LOCK),
        ("for x in (Lock() for _ in y if _): probe(x)", LOCK),
        ("def g(): yield Lock()\nfor x in g(): probe(x)", LOCK),
        ("class C:\n  def __iter__(self): yield Lock()\nfor x in C(): probe(x)", LOCK),
        ("def f(xs: list[Lock]):\n  for x in xs: probe(x)", LOCK),
        ("[probe(x) for x in [Lock()]]", LOCK),
        ("[probe(x) for x in [Lock()] if x]", LOCK),
        ("[y for y in probe([x for x in [Lock()]])]", "ListComp"),
        ("xs = [x for y in [[Lock()]] for x in y if x]\nprobe(xs[0])", LOCK),
        ("xs = {k: Lock() for k in y}\nprobe(xs[1])", LOCK),
        ("x, y = Lock(), 1\nprobe(x)", LOCK),
        ("x, *y = Lock(), 1\nprobe(x)", LOCK),
        ("*y, x = Lock(), 1\nprobe(x)", "?"),
        ("(x, z), y = (Lock(), 2), 1\nprobe(z)", "2"),
        ("[x, y] = [Lock(), 1]\nprobe(x)", LOCK),
        ("p = x, y = Lock(), 1\nprobe(p[0])", LOCK),
        ("x = y = Lock()\nprobe(x)", LOCK),
        ("def g(): return Lock(), 1\nx, y = g()\nprobe(x)", LOCK),
        ("try: pass\nexcept E as x: probe(x)", "?"),
        ("def f(x):\n  if isinstance(x, Lock): probe(x)", LOCK),
        ("def f(x):\n  if y and isinstance(x, (Lock, Queue)): probe(x)", f"<queue.Queue> | {LOCK}"),
        ("def f(x):\n  if y or isinstance(x, Lock): probe(x)", "?"),
        ("def f(x):\n  if not isinstance(x, Lock): probe(x)", "?"),
        ("def f(x):\n  if isinstance(x.y, Lock): probe(x.y)", LOCK),
        ("def f(x):\n  probe(x) if isinstance(x, Lock) else 0", LOCK),
        ("def f(xs):\n  [probe(x) for x in xs if isinstance(x, Lock)]", LOCK),
        ("def f(x):\n  if isinstance(x, Lock):\n    x = 1\n    probe(x)", "1"),
        ("probe(partial(time.sleep, 1))", "partial(time.sleep)"),
        ("f = partial(partial(time.sleep), 1)\nprobe(f)", "partial(partial(time.sleep))"),
        ("def g(): return Lock()\nprobe(g())", LOCK),
        ("def g():\n  x = Lock()\n  return x\nprobe(g())", LOCK),
        ("def g(y):\n  if y: return Lock()\n  return None\nprobe(g())", f"{LOCK} | None"),
        ("def g(): return g()\nprobe(g())", "?"),
        ("def g(): return h()\ndef h(): return g()\nprobe(g())", "?"),
        ("async def g(): return Lock()\nprobe(g())", "coroutine def g"),
        ("async def g(): return Lock()\nasync def f(): probe(await g())", LOCK),
        ("async def g(): yield 1\nprobe(g())", "generator def g"),
        ("probe((lambda: Lock())())", LOCK),
        ("x = lambda: Lock()\nprobe(x())", LOCK),
        ("class C:\n  def __call__(self): return Lock()\nprobe(C()())", LOCK),
        ("probe(cast(Lock, y))", LOCK),
        ("probe(cast('Lock', y))", LOCK),
        ("probe('a')", "'a'"),
        ("probe(-1)", "-1"),
        ("probe(f'{x}')", "<builtins.str>"),
        ("probe('a'.join)", "builtins.str.join()"),
        ("probe([].append)", "builtins.list.append()"),
        ("probe(Path('a') / 'b')", "<pathlib.Path>"),
        ("probe(list(g for g in [Lock()])[0])", LOCK),
        ("for x in ['s']:\n  probe(lambda x=x: 0)", "def <lambda>"),
        ("for x in [Lock()]:\n  lambda x=x: probe(x)", f"{LOCK} | ?"),
        ("x = Lock()\ndef f(x=x): probe(x)", f"{LOCK} | ?"),
        ("import threading\ndef f(threading: threading.Lock): probe(threading)", LOCK),
        ("x = [Lock()]\n[probe(x) for x in x]", LOCK),
        ("x = [Lock()]\nfor x in x: probe(x)", LOCK),
        ("x = 1\ndel x\nprobe(x)", "?"),
        ("x = 1\nx += 1\nprobe(x)", "?"),
    ],
)
def test_bindings_and_results(source, expected):
    head = (
        "import aiohttp\nimport time\nfrom contextlib import contextmanager\nfrom functools import partial\n"
        "from pathlib import Path\n"
        "from queue import Queue\nfrom threading import Lock\nfrom typing import cast\n"
    )
    assert probe(head + source) == expected


@pytest.mark.parametrize(
    ("decorator", "expected"),
    [
        ("", "coroutine def f"),
        ("@functools.wraps(g)", "coroutine def f"),
        ("@functools.lru_cache", "coroutine def f"),
        ("@unknown", "?"),
        ("@lib.thing(1)", "?"),
        ("@same", "coroutine def f"),
        ("@registry", "coroutine def f"),
        ("@factory(1)", "coroutine def f"),
        ("@runner", "<int>"),
    ],
)
def test_decorators(decorator, expected):
    source = f"""
        import functools, lib
        def same(fn):
            async def wrapper(*a): return await fn(*a)
            return wrapper
        def registry(fn): return fn
        def factory(n):
            def inner(fn):
                async def wrapper(*a): return await fn(*a)
                return wrapper
            return inner
        def runner(fn):
            def wrapper(*a) -> int: return run(fn(*a))
            return wrapper
        {decorator}
        async def f(): ...
        probe(f())
    """
    assert probe(source).replace("builtins.", "") == expected


@pytest.mark.parametrize(
    ("container", "item", "expected"),
    [
        ("(Lock(), 1)", "0", LOCK),
        ("(Lock(), 1)", "1", "1"),
        ("(Lock(), 1)", "2", "?"),
        ("(*unknown, Lock())", "1", "?"),
        ("(Lock(), 1)", "unknown", f"1 | {LOCK}"),
        ("{'a': Lock(), 'b': 1}", "'a'", LOCK),
        ("{'a': Lock(), 'b': 1}", "'c'", f"1 | {LOCK}"),
        ("{'a': 1, 'a': Lock()}", "'a'", LOCK),
        ("{'a': Lock(), **unknown}", "'a'", f"{LOCK} | ?"),
        ("[Lock(), 1]", "0", f"1 | {LOCK}"),
    ],
)
def test_items_of_tuples_and_dicts_by_constants(container, item, expected):
    assert probe(f"from threading import Lock\nc = {container}\nprobe(c[{item}])\n") == expected


@pytest.mark.parametrize(
    ("definition", "calls", "expected"),
    [
        ("def f(x): probe(x)", "f(Lock())", LOCK),
        ("def f(x): probe(x)", "f(x=Lock())", LOCK),
        ("def f(x, y=None): probe(y)", "f(1)\nf(2, Lock())", f"{LOCK} | None"),
        ("def f(x, y=Lock()): probe(y)", "f(1, Queue())", f"{LOCK} | ?"),
        ("def f(x): probe(x)", "f(Lock())\nlock = Lock()\nf(lock)", LOCK),
        ("def f(x): probe(x)", "f(Lock())\nf(None)", LOCK),
        ("def f(x): probe(x)", "f(Lock())\nf(Queue())", "?"),
        ("def f(x): probe(x)", "f(Lock())\nf(unknown)", "?"),
        ("def f(x): probe(x)", "f(*[Lock()])", "?"),
        ("def f(x): probe(x)", "f(None)", "?"),
        ("def f(x): probe(x)", "f([])", "?"),
        ("def f(x): probe(x)", "f(print)", "?"),
        ("def f(x): probe(x)", "", "?"),
        ("def f(x: Queue): probe(x)", "f(Lock())", "<queue.Queue>"),
        ("def f(x):\n    probe(x)\n    f(x)", "f(Lock())", LOCK),
        ("def f(n, x):\n    probe(x)\n    f(n - 1, x)", "f(1, Lock())", LOCK),
        ("async def f(x): probe(x)", "asyncio.run(f(Lock()))", LOCK),
        ("def f(x, y): probe(y)", "Thread(target=f, args=(1, Lock())).start()", LOCK),
        ("def f(x, y): probe(y)", "Thread(None, f, 'name', (1, Lock())).start()", LOCK),
        ("def f(x, y): probe(y)", "Thread(target=f, args=(1,), kwargs={'y': Lock()}).start()", LOCK),
        ("def f(x, y): probe(y)", "Thread(target=f, args=given).start()", "?"),
        ("def f(x): probe(x)", "pool = ThreadPoolExecutor()\npool.submit(f, Lock())", LOCK),
        ("def f(x): probe(x)", "pool = ThreadPoolExecutor()\npool.map(f, [Lock()])", "?"),
        ("def f(x): probe(x)", "async def g(): await asyncio.to_thread(f, Lock())", LOCK),
        ("def f(x, y): probe(y)", "g = partial(f, 1, Lock())", LOCK),
        ("class A:\n    def f(self, x): probe(x)", "A().f(Lock())", LOCK),
        ("class A:\n    def f(self, x): probe(x)", "A.f(A(), Lock())", LOCK),
        ("class A:\n    def f(self, x): probe(x)", "unknown().f(Lock())", "?"),
        ("class A:\n    @staticmethod\n    def f(x): probe(x)", "A.f(Lock())", LOCK),
        ("class A:\n    def __init__(self, x): self.x = x\n    def f(self): probe(self.x)", "A(Lock())", LOCK),
        (
            "class B:\n    def __init__(self, x): self.x = x\nclass A(B):\n    def f(self): probe(self.x)",
            "A(Lock())",
            LOCK,
        ),
        (
            (
                "class B:\n    def __init__(self, x): self.x = x\nclass A(B):\n"
                "    def __init__(self):\n        super().__init__(Lock())\n    def f(self): probe(self.x)"
            ),
            "A()",
            LOCK,
        ),
        ("class C: ...\ndef f(x): probe(x)", "f(C())", "<C>"),
        ("def f(x): probe(x)", "import types\nf(types.SimpleNamespace(lock=Lock()))", "?"),
        ("def f(x): probe(x)", "for _ in range(3): f(Lock())", LOCK),
        ("def f(x): probe(x)", "f(Lock())\n" * 13, "?"),
    ],
)
def test_parameters_are_what_the_callers_give(definition, calls, expected):
    imports = (
        "import asyncio\nfrom concurrent.futures import ThreadPoolExecutor\nfrom functools import partial\n"
        "from queue import Queue\nfrom threading import Lock, Thread\n"
    )
    assert probe(f"{imports}{definition}\n{calls}\n") == expected


def test_reads_see_the_binding_that_reaches_them():
    assert probed("x = 1\nprobe(x)\nx = 2\nprobe(x)\n") == ["1", "2"]
    assert probed("def f():\n  x = 1\n  probe(x)\n  for x in [2]: probe(x)\n  probe(x)\n") == ["1", "2", "1 | 2"]
    assert probe("x = 1\ndef f(): probe(x)\nx = 2") == "1 | 2"


def test_too_many_alternatives_are_unknown_as_well():
    source = "def f():\n" + "".join(f"  if y: x = {n}\n" for n in range(20)) + "  probe(x)\n"
    assert "?" in probe(source)


def test_a_long_chain_of_aliases_ends():
    source = "x0 = 1\n" + "".join(f"x{n + 1} = x{n}\n" for n in range(500)) + "probe(x500)\nprobe(x9)\n"
    assert probed(source) == ["?", "1"]


def test_the_answer_does_not_depend_on_what_was_asked_before():
    source = "import time\na = b or time\nb = a or 1\nprobe(a)\nprobe(b)\n"
    module = model(source)
    calls = [call for call in module.calls() if len(call.node.args) == 1]
    forward = [module.values(call.node.args[0].value, call) for call in calls]
    other = model(source)
    calls = [call for call in other.calls() if len(call.node.args) == 1]
    backward = [other.values(call.node.args[0].value, call) for call in reversed(calls)][::-1]
    assert [set(each) for each in forward] == [set(each) for each in backward]
