"""Places of nodes, held against libcst's own provider on files of the standard library."""

from __future__ import annotations

import ast
import asyncio
import sys
import textwrap
import time
from pathlib import Path

import libcst as cst
import pytest
from libcst.metadata import MetadataWrapper, PositionProvider
from models import model

from flake8_asyncsafe import engine
from flake8_asyncsafe.model.ops import Write
from flake8_asyncsafe.settings import Settings

NAMES = [
    "asyncio/base_events.py", "asyncio/tasks.py", "asyncio/streams.py", "dataclasses.py", "argparse.py", "enum.py",
    "threading.py", "queue.py", "test/test_fstring.py", "test/test_patma.py", "test/test_coroutines.py",
    "test/test_asyncgen.py", "test/test_unparse.py", "test/test_named_expressions.py",
    "test/test_unicode_identifiers.py",
]  # fmt: skip
LIBRARY = Path(asyncio.__file__).parents[1]
MOST_LINES = 1500


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize("name", NAMES)
def test_of_the_standard_library(name):
    path = LIBRARY / name
    if not path.exists():
        pytest.skip("this Python comes without its tests")
    source = _beginning(path.read_text(encoding="utf-8"))
    module = engine.model(source, name, Settings(), ast.parse(source))
    wrapper = MetadataWrapper(module.lowering.tree, unsafe_skip_copy=True)
    places = wrapper.resolve(PositionProvider)
    compared = 0
    for function in module.functions:
        for op in function.ops:
            if not isinstance(op.node, (cst.Call, cst.Await, cst.Name, cst.Attribute, cst.Subscript)):
                continue
            if isinstance(op, Write) and op.how in {"except", "match"}:
                continue  # CPython has no node for these names: they stand where their clause does
            if sys.version_info < (3, 12) and _in_string(op.node, module.parents):
                continue
            expected = places[op.node].start
            line, column = module.locator.locate(op.node)
            assert (line, column) == (expected.line, expected.column), (name, module.source(op.node))
            compared += 1
    assert compared


def _beginning(source: str) -> str:
    """The statements of the first lines of a text."""
    lines = source.splitlines(keepends=True)
    ends = [each.end_lineno for each in ast.parse(source).body if each.end_lineno <= MOST_LINES]
    return "".join(lines[: ends[-1]])


def _in_string(node, parents) -> bool:
    while node is not None and not isinstance(node, cst.FormattedString):
        node = parents.get(node)
    return node is not None


@pytest.mark.parametrize(
    ("source", "text", "place"),
    [
        ("x = (\n  f\n)(1)\n", "f(1)", (1, 4)),
        ("é = f(g('ü'), h())\n", "h()", (1, 14)),
        ("a = b = c.d(e)[f()]\n", "f()", (1, 15)),
        ("@f(1)\nclass A(g()): pass\n", "g()", (2, 8)),
        ("if a: pass\nelif f(): pass\n", "f()", (2, 5)),
        ("try: pass\nexcept f(): pass\n", "f()", (2, 7)),
        ("match x:\n  case y if f(): pass\n", "f()", (2, 12)),
        ("with a as b, f() as c: pass\n", "f()", (1, 13)),
        ("x = [f(y) for y in g() if h()]\n", "h()", (1, 26)),
        ("lambda a=f(): g()\n", "g()", (1, 14)),
        ("x = not (a and f())\n", "f()", (1, 15)),
        ("a; b; f()\n", "f()", (1, 6)),
        ("x = 1\n\x0cf()\n", "f()", (2, 1)),
    ],
)
def test_places(source, text, place):
    module = model(source)
    found = next((each for each in module.calls() if module.source(each.node) == text), next(module.calls()))
    assert module.locator.locate(found.node) == place


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("x = f( a,\n   b )\n", "f( a, b )"),
        ("x = é(ü)(1)\n", "é(ü)(1)"),
        ("x = f(" + "a" * 100 + ")\n", "f(" + "a" * 35 + "..."),
    ],
)
def test_texts(source, text):
    module = model(source)
    last = list(module.calls())[-1]
    assert module.locator.text(last.node, 40) == text


def test_asking_for_everything_is_linear():
    def cost(terms: int) -> float:
        module = model("x = [" + ", ".join(["f(y)"] * terms) + "]\n")
        start = time.process_time()
        for op in module.functions[0].ops:
            module.locator.locate(op.node)
        return time.process_time() - start

    cost(100)
    assert cost(4000) < 30 * cost(400) + 0.2


def test_nodes_without_a_place_stand_where_the_next_one_around_does():
    module = model(
        textwrap.dedent("""
        def f():
            pass
    """)
    )
    assert module.locator.locate(module.functions[1].node.body) == (2, 0)
    assert module.locator.locate(cst.Name("x")) == (1, 0)
