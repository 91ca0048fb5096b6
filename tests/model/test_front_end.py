"""The gate, the parser, and the flow of what their programs do not show."""

from __future__ import annotations

import gc

import libcst as cst
import pytest
from reality import HEAD, Happened, number_of

from flake8_asyncsafe.model.lowering import lower
from flake8_asyncsafe.settings import Settings
from flake8_asyncsafe.syntax.gate import may_matter
from flake8_asyncsafe.syntax.parse import ParseRefusedError, parse


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("async def f(): ...", True),
        ("import threading", True),
        ("from multiprocessing.pool import Pool", True),
        ("import concurrent.futures as c", True),
        ("import trio", True),
        ("import math\nprint(math.pi)", False),
        ("", False),
        ("asynchronous = 1\nmy_async = 2", False),
        ("# async", True),
    ],
)
def test_gate(source, expected):
    assert may_matter(source, Settings()) is expected


def test_the_gate_knows_the_words_of_the_user(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text('[[api]]\nnames = "ourlib.fetch"\nblocks = "http"\nwhy = "it waits"\n')
    assert not may_matter("import ourlib", Settings())
    assert may_matter("import ourlib", Settings(catalogue=(str(path),)))


@pytest.mark.parametrize("source", ["x = (\n", "def f(:\n", "\tif x:\n  y\n"])
def test_what_cannot_be_parsed(source):
    with pytest.raises(ParseRefusedError) as raised:
        parse(source)
    assert "\n" not in str(raised.value)
    assert "line" in str(raised.value)


def test_the_parser_leaves_the_collector_as_it_was():
    assert gc.isenabled()
    parse("x = 1\n")
    assert gc.isenabled()


def test_the_parser_leaves_the_checks_of_nodes_as_they_were():
    parse("x = 1\n")
    with pytest.raises(cst.CSTValidationError):
        cst.Name("")


@pytest.mark.parametrize(
    "source", ["", "\n", "x = 1", "x = 1\r\ny = 2\r\n", "\ufeffx = 1\n", "\x0cx = 1\n", "if x:\n\ty\n"]
)
def test_what_can_be_parsed(source):
    assert isinstance(parse(source), cst.Module)


# -- flow --------------------------------------------------------------------------------------------------------------


def before(body: str) -> dict[int, set[frozenset[int]]]:
    function = lower(cst.parse_module(HEAD.replace("def", "async def") + body), "m").functions[1]
    flow = Happened(function)
    flow.run(frozenset({frozenset()}))
    return {number_of(op): set(state) for op, state in flow.before.items() if number_of(op) is not None}


def test_several_handlers_of_a_group_may_run():
    found = before("    try: op(1)\n    except* E: op(2)\n    except* F: op(3)\n    op(4)\n")
    assert frozenset({-1, 2, 3}) in found[4]
    assert frozenset({-1, -2}) in found[3]


def test_a_handler_may_be_the_last():
    assert 2 in before("    try: op(1)\n    except: op(3)\n    op(2)\n")
    found = before("    try:\n        try: op(1)\n        except: op(2)\n    except E: op(3)\n")
    assert found[3] == {frozenset({-1, -2})}, "only the bare handler itself can raise"


def test_each_way_through_a_finally_is_its_own():
    found = before("    try:\n        try: op(1)\n        finally: op(2)\n        op(3)\n    except E: op(4)\n")
    assert found[3] == {frozenset({1, 2})}
    assert found[4] == {frozenset({-1, 2}), frozenset({-1, -2}), frozenset({1, -2}), frozenset({1, 2, -3})}


def test_a_failed_assertion_goes_nowhere_else():
    found = before("    assert test(1), op(2)\n    op(3)\n")
    assert found[2] == found[3] == {frozenset({1})}
