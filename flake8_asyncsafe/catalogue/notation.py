"""The small languages inside catalogue entries: signatures, and tests on arguments, both written like Python."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flake8_asyncsafe.catalogue.entries import Symbol

DOTTED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")


@dataclass(slots=True)
class Signature:
    """The parameters of an API: what a test or a spawn edge needs to find its argument."""

    positions: dict[str, int | None]
    defaults: dict[str, object]
    positional_only: frozenset[str]
    variadic: str | None


def _constant(node: ast.expr) -> object:
    """Return the literal, or the Symbol of a dotted constant; ValueError for anything else."""
    if isinstance(node, ast.Attribute):
        name = ast.unparse(node)
        if DOTTED.fullmatch(name):
            return Symbol(name)
    return ast.literal_eval(node)


@lru_cache(maxsize=1024)
def parse_signature(text: str) -> Signature:
    """Read the parameters of an API from a text like ``(item, block=True)``; ValueError if it is none."""
    stripped = text.strip()
    if not (stripped.startswith("(") and stripped.endswith(")")):
        raise ValueError(text)
    try:
        lambda_ = ast.parse(f"lambda {stripped[1:-1]}: 0", mode="eval").body
    except SyntaxError as error:
        raise ValueError(text) from error
    arguments = getattr(lambda_, "args", None)
    if not isinstance(arguments, ast.arguments):
        raise ValueError(text)  # noqa: TRY004 -- one exception for all malformed texts
    positional = [*arguments.posonlyargs, *arguments.args]
    positions: dict[str, int | None] = {a.arg: i for i, a in enumerate(positional)}
    defaults: dict[str, object] = {}
    for argument, default in zip(reversed(positional), reversed(arguments.defaults), strict=False):
        defaults[argument.arg] = _constant(default)
    for argument, keyword_default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        positions[argument.arg] = None
        if keyword_default is not None:
            defaults[argument.arg] = _constant(keyword_default)
    if arguments.vararg is not None:
        positions[arguments.vararg.arg] = len(positional)
    return Signature(
        positions,
        defaults,
        frozenset(a.arg for a in arguments.posonlyargs),
        arguments.vararg.arg if arguments.vararg else None,
    )


@lru_cache(maxsize=1024)
def parse_test(text: str) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Return, for each test that has to pass, the tested parameter and the fields of its ArgumentTest.

    Several tests stand with ``and`` between them.  ValueError if one has no known shape.
    """
    try:
        node = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise ValueError(text) from error
    parts = node.values if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And) else [node]
    return tuple(_parse_one(part, text) for part in parts)


def _parse_one(node: ast.expr, text: str) -> tuple[str, dict[str, Any]]:
    match node:
        case ast.Name(id=name):
            return name, {"given": True}
        case ast.Compare(left=ast.Name(id=name), ops=[ast.Eq() | ast.NotEq() as op], comparators=[value]):
            return name, {"equals": (_constant(value),), "negated": isinstance(op, ast.NotEq)}
        case ast.Compare(
            left=ast.Name(id=name),
            ops=[ast.In() | ast.NotIn() as op],
            comparators=[ast.Tuple(elts=values) | ast.List(elts=values)],
        ):
            return name, {"equals": tuple(map(_constant, values)), "negated": isinstance(op, ast.NotIn)}
        case ast.Call(func=ast.Name(id="isinstance"), args=[ast.Name(id=name), ast.Attribute() as cls], keywords=[]):
            return name, {"types": (ast.unparse(cls),)}
        case ast.Call(func=ast.Name(id="is_address"), args=[ast.Name(id=name)], keywords=[]):
            return name, {"address": True}
        case _:
            raise ValueError(text)
