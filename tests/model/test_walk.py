"""Walks over nodes: the same parts as libcst's own ``children``, without layout and punctuation."""

from __future__ import annotations

import libcst as cst
import pytest

from flake8_asyncsafe.syntax.walk import inner_nodes, mentions, names_in, nodes, parts

#: every kind of statement and expression, in few lines
EVERYTHING = """
import a.b as c, d
from .. import e as f
from g import (h, i)
global_ = lambda x, /, y=1, *args, z: (x, y[1:2, ::3], *args)

@decorated(1)
class C(Base, metaclass=M):
    x: int = 1
    def m(self, p: int = 2, **kw: str) -> "str": return f"{p!r:>{width}}" "tail"

async def co(q):
    nonlocal_ = [v async for v in q if v if not v]
    async with q as r, s: await r
    async for t in q:
        yield t
    else:
        pass
    for k in {**q, "a": 1}: break
    while (w := q) and not w or w is not None: continue
    try:
        x = y = {1, 2}; del x
    except (A, B) as error:
        raise error from None
    finally:
        assert x, "no"
    try:
        x += -1 if x else 2 ** 3
    except* E:
        pass
    return {a: b for a, b in q}, {a for a in q}, (a for a in q), ..., 1j, b"x"

def sync():
    yield from q
    match q:
        case C(1, x=[_, *rest]) | {"k": v, **more} if v:
            pass
        case "a" as name:
            global z
"""
_LAYOUT = (
    cst.BaseParenthesizableWhitespace,
    cst.TrailingWhitespace,
    cst.EmptyLine,
    cst.LeftParen,
    cst.RightParen,
    cst.LeftSquareBracket,
    cst.RightSquareBracket,
    cst.LeftCurlyBrace,
    cst.RightCurlyBrace,
    cst.Comma,
    cst.Dot,
    cst.Semicolon,
    cst.Colon,
    cst.AssignEqual,
    cst.Asynchronous,
    cst.BitOr,
    cst.ParamSlash,
)


def _expression(text: str) -> cst.BaseExpression:
    return cst.parse_expression(text)


def test_the_parts_are_what_libcst_says_without_layout() -> None:
    todo: list[cst.CSTNode] = [cst.parse_module(EVERYTHING)]
    kinds = set()
    while todo:
        node = todo.pop()
        kinds.add(type(node))
        expected = [child for child in node.children if not isinstance(child, _LAYOUT)]
        assert sorted(map(id, parts(node))) == sorted(map(id, expected)), type(node)
        todo += expected
    assert len(kinds) > 90


def test_a_deep_expression_is_walked_without_recursion() -> None:
    node = _expression("x")
    for _ in range(20_000):
        node = cst.UnaryOperation(cst.Not(), node)
    assert list(names_in(node)) == ["x"]


def test_inner_nodes_are_what_is_evaluated() -> None:
    node = _expression("a.b(lambda: hidden, key=c[d])")
    assert {each.value for each in inner_nodes(node) if isinstance(each, cst.Name)} == {"a", "c", "d"}


@pytest.mark.parametrize(("text", "found"), [("a.b", True), ("f(k=b)", True), ("'b'", False), ("ab", False)])
def test_mentions_looks_at_names_and_attributes(text: str, *, found: bool) -> None:
    assert mentions(_expression(text), "b", "other") is found


def test_nothing_mentions_nothing() -> None:
    assert not mentions(None, "b")
    assert list(nodes(None)) == []
