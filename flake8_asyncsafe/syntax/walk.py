"""What a node is made of: walks over expressions and small statements that need no visitor.

libcst's own ``children`` runs a visitor over every field, whitespace and punctuation included, and puts the node
together anew.  Here the fields that can matter are found once for each class.  All walks are iterative: how deep an
expression nests is up to the text.
"""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING

import libcst as cst

if TYPE_CHECKING:
    from collections.abc import Iterator

#: fields that hold layout and punctuation
_LAYOUT = re.compile(
    r"whitespace|leading_|trailing_|lines_after|header|footer|[lr](par|brace|bracket)$|(first_|second_)?colon$"
    r"|comma$|semicolon$|equal$|dot$|separator$|posonly_ind$|asynchronous$|relative$"
)
#: what fields hold apart from nodes and sequences of nodes
_PLAIN = frozenset({str, bool, type(None), cst.MaybeSentinel})


@cache
def _fields(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if not _LAYOUT.match(field.name))


def parts(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The nodes that a node is directly made of, in the order of its fields, without layout and punctuation."""
    found: list[cst.CSTNode] = []
    for name in _fields(type(node)):
        value = getattr(node, name)
        kind = type(value)
        if kind is tuple or kind is list:
            found += value
        elif kind not in _PLAIN:
            found.append(value)
    return found


def nodes(*roots: cst.CSTNode | None) -> Iterator[cst.CSTNode]:
    """The roots and all that they are made of, each before its parts."""
    stack = [root for root in roots if root is not None]
    while stack:
        node = stack.pop()
        yield node
        stack += parts(node)


def inner_nodes(root: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A node and what is evaluated inside it: no names of attributes and parameters, nor the bodies of lambdas."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        kind = type(node)
        if kind is cst.Attribute or kind is cst.Arg:
            stack.append(node.value)  # type: ignore[attr-defined]
        elif kind is not cst.Lambda:
            stack += parts(node)


def names_in(*roots: cst.CSTNode | None) -> Iterator[str]:
    """The names in some expressions, those of attributes among them."""
    return (node.value for node in nodes(*roots) if type(node) is cst.Name)


def mentions(root: cst.CSTNode | None, *names: str) -> bool:
    """Whether an expression has one of these names, or attributes of these names."""
    return any(name in names for name in names_in(root))
