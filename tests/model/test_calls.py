"""Blocking calls, spawn edges, the call graph and effects."""

from __future__ import annotations

import textwrap

import pytest
from models import call, function, model, shown

from flake8_asyncsafe.settings import Pattern

HEAD = """
import asyncio, concurrent.futures, functools, os, queue, requests, socket, subprocess, threading, time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, asynccontextmanager
"""


def build(source: str, **settings: object):
    return model(HEAD + textwrap.dedent(source), **settings)


# -- blocking ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "category"),
    [
        ("time.sleep(1)", "sleep"),
        ("s = time.sleep\ns(1)", "sleep"),
        ("functools.partial(time.sleep, 1)()", "sleep"),
        ("getattr(time, 'sleep')(1)", "sleep"),
        ("requests.get(u)", "http"),
        ("requests.Session().get(u)", "http"),
        ("with requests.Session() as s: s.get(u)", "http"),
        ("subprocess.run(c)", "subprocess"),
        ("list(map(time.sleep, d))", "sleep"),
        ("open(p)", "file"),
        ("await asyncio.sleep(1)", None),
        ("asyncio.to_thread(time.sleep, 1)", None),
        ("time.sleep", None),
        ("time = x\ntime.sleep(1)", None),
        ("queue.Queue().get()", "wait"),
        ("queue.Queue().get(block=False)", None),
        ("queue.Queue().get(False)", None),
        ("queue.Queue().get(True)", "wait"),
        ("queue.Queue().get(timeout=0)", None),
        ("queue.Queue().get(timeout=1)", "wait"),
        ("queue.Queue().get(block=b)", "wait"),
        ("queue.Queue().get(**k)", None),  # perhaps with `block=False`
        ("queue.Queue().get(*a)", "wait"),
        ("queue.Queue().get_nowait()", None),
        ("t = threading.Thread(target=f)\nt.join()", "wait"),
        ("''.join(x)", None),
        ("os.path.join(a, b)", None),
        ("with ThreadPoolExecutor() as p: p.submit(f)", "wait"),
        ("with ThreadPoolExecutor() as p: x = p.submit(f).result()", "wait"),
        ("f.unknown()", None),
    ],
)
def test_blocking(code, category):
    module = build("async def f(u, c, d, b, k, x, a, p):\n" + textwrap.indent(code, "    "))
    found = {each.category.value for each in module.blocking.of(function(module, "f"))}
    assert found == ({category} if category else set())


@pytest.mark.parametrize(
    ("code", "blocks"),
    [
        ("x = pool.submit(g)\nx.result()", True),
        ("x = pool.submit(g)\nif x.done(): x.result()", False),
        ("x = pool.submit(g)\nif x.done():\n    pass\nelse:\n    x.result()", True),
        ("for x in concurrent.futures.as_completed(fs): x.result()", False),
        ("done, _ = concurrent.futures.wait(fs)\nfor x in done: x.result()", False),
        ("x = asyncio.create_task(g())\nx.result()", False),
        ("def call(x): x.result()\npool.submit(g).add_done_callback(call)", False),
    ],
)
def test_results_of_finished_futures(code, blocks):
    module = build("pool = ThreadPoolExecutor()\nasync def f(fs):\n" + textwrap.indent(code, "    "))
    calls = [c for each in module.functions for c in module.blocking.of(each) if c.name.endswith("result")]
    assert bool(calls) is blocks


def test_own_patterns_block():
    pattern = Pattern("lib.*.fetch", "use lib.aio")
    module = build("import lib\nasync def f(): lib.client.fetch(1)", blocking_calls=(pattern,))
    (found,) = module.blocking.of(function(module, "f"))
    assert (found.name, found.advice) == ("lib.client.fetch", "use lib.aio")


# -- spawns ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("asyncio.create_task(c())", [("task", "c")]),
        ("asyncio.gather(c(), c())", [("task", "c"), ("task", "c")]),
        ("asyncio.run(c())", [("new-loop", "c")]),
        ("asyncio.to_thread(p, 1)", [("thread", "p")]),
        ("threading.Thread(target=p)", [("thread", "p")]),
        ("threading.Thread(None, p)", [("thread", "p")]),
        ("threading.Thread(target=functools.partial(p, 1))", [("thread", "p")]),
        ("threading.Thread(target=lambda: p())", [("thread", "f.<lambda>")]),
        ("threading.Timer(1, p)", [("thread", "p")]),
        ("ThreadPoolExecutor().submit(p)", [("thread", "p")]),
        ("asyncio.get_running_loop().call_soon(p)", [("loop-callback", "p")]),
        ("asyncio.get_running_loop().run_in_executor(None, p)", [("thread", "p")]),
        ("sorted(x, key=p)", [("inline", "p")]),
        ("async with asyncio.TaskGroup() as g: g.create_task(c())", [("task", "c")]),
        ("asyncio.create_task(unknown())", [("task", None)]),
        ("print(p)", []),
    ],
)
def test_spawns(code, expected):
    module = build("async def c(): ...\ndef p(): ...\nasync def f(x):\n" + textwrap.indent(code, "    "))
    found = [(each.where.value, each.function.qualname if each.function else None) for each in module.spawns.all()]
    assert found == expected


def test_offloaded():
    module = build("def p(): ...\ndef q(): ...\nasync def f():\n    await asyncio.to_thread(p)\n    q()")
    assert [each.qualname for each in module.spawns.offloaded()] == ["p"]


# -- call graph --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("p()", ["call p"]),
        ("c()", ["call c awaited"]),
        ("gen()", []),
        ("A()", ["call A.__init__"]),
        ("A().m()", ["call A.__init__", "call A.m"]),
        ("a = A()\na.prop", ["call A.__init__", "property A.prop"]),
        ("with A(): pass", ["call A.__init__", "enter A.__enter__", "exit A.__exit__"]),
        ("async with A(): pass", ["call A.__init__", "enter A.__aenter__ awaited", "exit A.__aexit__ awaited"]),
        ("with cm(): pass", ["enter cm"]),
        ("for x in gen(): pass", ["iterate gen"]),
        ("[x for x in gen()]", ["iterate gen"]),
        ("list(gen())", ["iterate gen"]),
        ("sum(gen())", ["iterate gen"]),
        ("for x in A(): pass", ["call A.__init__", "iterate A.__iter__"]),
        ("async for x in agen(): pass", ["iterate agen awaited"]),
        ("sorted(x, key=p)", ["inline p"]),
        ("list(map(p, x))", ["inline p"]),
        ("asyncio.to_thread(p)", []),
        ("p", []),
        ("deco()", ["wrapper wrap.<locals>.inner", "call deco"]),
        ("(p if x else q)()", ["call p", "call q"]),
        ("functools.partial(p)()", ["call p"]),
        ("[lambda: p()][0]()", ["call f.<lambda>"]),
        ("x.m()", []),
    ],
)
def test_edges(code, expected):
    module = build(
        """
        def p(): ...
        def q(): ...
        async def c(): ...
        def gen(): yield 1
        async def agen(): yield 1
        @contextmanager
        def cm(): yield
        class A:
            def __init__(self): ...
            def m(self): ...
            @property
            def prop(self): ...
            def __enter__(self): ...
            def __exit__(self, *a): ...
            async def __aenter__(self): ...
            async def __aexit__(self, *a): ...
            def __iter__(self): ...
        def wrap(fn):
            def inner(*a): return fn(*a)
            return inner
        @wrap
        def deco(): ...
        async def f(x):
        """.rstrip(" ")
        + textwrap.indent(code, "            ")
    )
    edges = module.graph.edges(function(module, "f"))
    found = [f"{each.how} {each.callee.qualname}{' awaited' if each.awaited else ''}" for each in edges]
    assert found == expected


def test_callers():
    module = build("def p(): ...\ndef q(): p()\nclass A:\n    def m(self): p(); q()")
    assert [(caller.qualname, edge.how) for caller, edge in module.graph.callers(function(module, "p"))] == [
        ("q", "call"),
        ("A.m", "call"),
    ]


def test_methods_are_called_on_the_most_derived_class():
    module = build(
        """
        class A:
            def m(self): self.n()
            def n(self): ...
        class B(A):
            def n(self): time.sleep(1)
        async def f(): B().m()
        """
    )
    edges = module.graph.edges(function(module, "A.m"))
    assert {each.callee.qualname for each in edges} == {"A.n", "B.n"}


# -- effects -----------------------------------------------------------------------------------------------------------


def chains(module, name: str) -> list[str]:
    return [
        " > ".join([step.function.qualname for step in effect.via] + [effect.what.name])
        for effect in module.blocking_effects.of(function(module, name))
    ]


def test_chains_are_the_shortest():
    module = build(
        """
        def a(): b(); c()
        def b(): c()
        def c(): d()
        def d(): time.sleep(1)
        def e(): a(); d()
        """
    )
    assert chains(module, "a") == ["a > c > d > time.sleep"]
    assert chains(module, "e") == ["e > d > time.sleep"]


def test_cycles_end():
    module = build("def a(): b()\ndef b(): a(); time.sleep(1)\ndef c(): c()\n")
    assert chains(module, "a") == ["a > b > time.sleep"]
    assert chains(module, "b") == ["b > time.sleep"]
    assert chains(module, "c") == []


def test_each_category_has_its_chain():
    module = build("def a(): time.sleep(1); b()\ndef b(): requests.get(1)\n")
    assert chains(module, "a") == ["a > time.sleep", "a > b > requests.get"]


def test_effects_do_not_leave_coroutine_functions():
    module = build("async def a(): time.sleep(1)\nasync def b(): await a()\ndef c(): asyncio.run(a())")
    assert chains(module, "b") == []
    assert chains(module, "c") == []


def test_excused_calls_are_no_seeds():
    module = build("def a(): time.sleep(1)  # noqa: ASF101\ndef b(): a()")
    assert chains(module, "b") == []


def test_steps_of_a_coroutine_function():
    module = build("def a(): time.sleep(1)\nasync def f(): a()\n")
    ((node, effect),) = list(module.blocking_steps(function(module, "f")))
    assert module.source(node) == "a()"
    assert effect.what.name == "time.sleep"
    assert module.chain(effect, "time.sleep") == "snippet.py:5 time.sleep"


def test_loops_that_are_run():
    module = build("async def c(): ...\ndef a(): asyncio.run(c())\ndef b(): a()\n")
    (effect,) = module.loop_effects.of(function(module, "b"))
    assert effect.what == "asyncio.run"
    assert [step.function.qualname for step in effect.via] == ["b", "a"]


# -- targets -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("time.sleep(1)", "time.sleep"),
        ("A().m()", "method A.m of A"),
        ("A()()", "method A.__call__ of A"),
        ("functools.partial(time.sleep)()", "time.sleep"),
        ("super().m()", "?"),
        ("undefined()", "?"),
        ("x.nothing_of_ours()", "?"),
    ],
)
def test_targets(code, expected):
    module = build(f"class A:\n    def m(self): ...\n    def __call__(self): ...\ndef f(x): {code}")
    assert shown(module.targets(call(module, code))) == expected


def test_super_is_the_base():
    module = build("class A:\n    def m(self): ...\nclass B(A):\n    def m(self): super().m()")
    assert shown(module.targets(call(module, "super().m()"))) == "method A.m of B"


def test_the_library_that_advice_is_for():
    assert model("import trio").library == "trio"
    assert model("import anyio, trio").library == "anyio"
    assert model("import asyncio, trio").library == "asyncio"
    assert model("def f():\n    import trio").library == "trio"
    assert model("import asyncio", library="trio").library == "trio"
