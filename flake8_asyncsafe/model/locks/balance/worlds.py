"""What one path through a function knows: how often it holds each lock, and how tests came out on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.text import code_of
from flake8_asyncsafe.syntax.outcomes import settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.locks.critical.state import Identity
    from flake8_asyncsafe.model.ops import Op


@dataclass(frozen=True, slots=True)
class Count:
    """How often a lock is held; ``times`` is None where that cannot be known any more.

    ``last`` is the operation after which it was not held any more (a release), or never was (a failed attempt); None
    if nothing has touched it.  ``taken`` tells whether this path took it itself.
    """

    times: int | None = 0
    last: Op | None = None
    taken: bool = False


UNTOUCHED = Count()
LOST = Count(None)
#: what a test came out as, or the constant that a name is bound to
Known = tuple[str, object]


@dataclass(frozen=True, slots=True)
class World:
    """One path: counts by lock, facts by the text of a test or name.

    ``cancelled`` marks a path on which the wait for a lock was cancelled.
    """

    counts: frozenset[tuple[Identity, Count]] = frozenset()
    facts: frozenset[tuple[str, Known]] = frozenset()
    cancelled: bool = False

    def count(self, identity: Identity) -> Count:
        """How often a lock is held on this path."""
        return next((count for each, count in self.counts if each == identity), UNTOUCHED)

    def with_count(self, identity: Identity, count: Count) -> World:
        """This path with another count for a lock."""
        kept = frozenset(entry for entry in self.counts if entry[0] != identity)
        return replace(self, counts=kept | {(identity, count)})

    def fact(self, text: str) -> Known | None:
        """What is known about a test or name."""
        return next((known for each, known in self.facts if each == text), None)

    def knowing(self, text: str, known: Known) -> World:
        """This path knowing one thing more."""
        return replace(self, facts=frozenset(f for f in self.facts if f[0] != text) | {(text, known)})

    def without(self, text: str) -> World:
        """This path without one of its facts."""
        return replace(self, facts=frozenset(fact for fact in self.facts if fact[0] != text))

    def forgetting(self, path: str) -> World:
        """This path after a name or attribute was bound anew: what mentions it is not known any more."""
        kept = frozenset(fact for fact in self.facts if path not in fact[0])
        return replace(self, facts=kept) if len(kept) != len(self.facts) else self


@dataclass(frozen=True, slots=True)
class Atom:
    """A test without ``not``, ``and`` and ``or``: its text, the truth value asked for, its node."""

    text: str
    truth: bool
    node: cst.BaseExpression


def atoms(test: cst.BaseExpression, *, truth: bool) -> Iterator[Atom]:
    """The atoms that certainly came out so if the whole test came out as ``truth``."""
    todo = list(settled(test, truth=truth))
    while todo:
        node, wanted = todo.pop()
        if isinstance(node, cst.NamedExpr):
            todo += [*settled(node.value, truth=wanted), (node.target, wanted)]
        elif isinstance(node, cst.Await):
            todo += settled(node.expression, truth=wanted)
        elif isinstance(node, cst.Comparison) and len(node.comparisons) == 1:
            yield from _compared(node, node.comparisons[0], truth=wanted)
        else:
            yield Atom(code_of(node), wanted, node)


def _compared(node: cst.Comparison, target: cst.ComparisonTarget, *, truth: bool) -> Iterator[Atom]:
    """``x is None`` and ``x is not None`` are one question, and so are ``x is True`` and ``x``."""
    operator, right = target.operator, target.comparator
    same = isinstance(operator, (cst.Is, cst.Equal))
    if not same and not isinstance(operator, (cst.IsNot, cst.NotEqual)):
        yield Atom(code_of(node), truth, node)
        return
    wanted = truth is same
    if isinstance(right, cst.Name) and right.value in {"True", "False"}:
        left = node.left.expression if isinstance(node.left, cst.Await) else node.left
        yield Atom(code_of(left), wanted is (right.value == "True"), left)
    else:
        yield Atom(f"{code_of(node.left)} == {code_of(right)}", wanted, node)


def every_atom(test: cst.BaseExpression) -> Iterator[Atom]:
    """All the atoms of a test, whichever way it came out."""
    todo = [test]
    while todo:
        node = todo.pop()
        if isinstance(node, cst.BooleanOperation):
            todo += [node.left, node.right]
        elif isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
            todo.append(node.expression)
        else:
            yield from atoms(node, truth=True)


def constant(node: cst.BaseExpression | None) -> Known | None:
    """The fact that binding a name to a literal makes."""
    if isinstance(node, cst.Name) and node.value in {"True", "False", "None"}:
        return ("is", node.value)
    if isinstance(node, (cst.Integer, cst.SimpleString)):
        return ("is", node.value)
    return None


def contradicts(world: World, atom: Atom) -> bool:
    """Whether an atom cannot have come out so on a path."""
    known = world.fact(atom.text)
    if known is not None:
        how, value = known
        return (value if how == "truth" else _truth(str(value))) is not atom.truth
    name, equals, right = atom.text.partition(" == ")
    bound = world.fact(name) if equals else None
    if bound is None or bound[0] != "is" or not _is_literal(right):
        return False
    return (bound[1] == right) is not atom.truth


def _truth(literal: str) -> bool:
    return literal not in {"False", "None", "0", '""', "''"}


def _is_literal(text: str) -> bool:
    return text in {"True", "False", "None"} or text[:1].isdigit() or text[:1] in {'"', "'"}
