"""Races: updates, and checks that are acted upon, of state that another thread may change meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.conditions import required
from flake8_asyncsafe.model.contexts import Contexts
from flake8_asyncsafe.model.ops import Call, Op, Write
from flake8_asyncsafe.model.ordering.absence import says_absent
from flake8_asyncsafe.model.sharing.accesses import Access, Accesses, Kind
from flake8_asyncsafe.model.sharing.guards import Guards
from flake8_asyncsafe.model.sharing.own_objects import OwnObjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.contexts import Concurrency
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function

_REMOVE = frozenset({"pop", "popitem", "remove", "popleft"})


@dataclass(frozen=True, slots=True)
class Race:
    """``access`` races with ``other``; ``evidence`` says on which threads (None: a lock here or at ``other`` does)."""

    access: Access
    other: Access
    evidence: Concurrency | None
    test: cst.BaseExpression | None = None


class Races:
    """The races of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._accesses = module.ask(Accesses)
        self._contexts = module.ask(Contexts)
        self._own = module.ask(OwnObjects)

    def updates(self) -> Iterator[Race]:
        """Reads, computes and stores of state that another thread may store in between."""
        if not self._contexts.starts_threads:
            return
        guarded = {each.access.op for each in self._module.ask(Guards).bypassed}
        for accesses in self._accesses.by_key.values():
            for access in accesses:
                if access.kind is not Kind.UPDATE or access.op in guarded or self._check(access) is not None:
                    continue
                race = self.race(access, accesses)
                if race is None or (race.other.op in guarded and self._accesses.held(access.op)):
                    continue  # this one holds the lock; the other one, which does not, is ASF505's
                if not self._is_met_by_itself(race):
                    yield race

    @staticmethod
    def _is_met_by_itself(race: Race) -> bool:
        """Whether a helper only races with itself, on the thread of callers that nobody has seen."""
        private = race.access.function.name.startswith("_")
        return private and race.other is race.access and race.evidence is not None and not race.evidence.sure

    def checks(self) -> Iterator[Race]:
        """Writes that rest on a look at the same state, which another thread may have changed since."""
        for accesses in self._accesses.by_key.values():
            for access in accesses:
                test = self._check(access) if access.kind is not Kind.WALK else None
                if test is None:
                    continue
                race = self.race(access, accesses) if self._contexts.starts_threads else None
                if race is not None:
                    yield Race(race.access, race.other, race.evidence, test)
                elif self._is_half_of_double_checked(access):
                    yield Race(access, access, None, test)
                elif (other := self._checked_under_lock(access, accesses)) is not None:
                    yield Race(access, other, None, test)

    # -- pairs --------------------------------------------------------------------------------------------------------

    def race(self, access: Access, accesses: tuple[Access, ...]) -> Race | None:
        """Who else may write at the same time, with no lock in common."""
        held = self._accesses.held(access.op)
        for other in accesses:
            if other.kind is Kind.WALK or held & self._accesses.held(other.op):
                continue
            for found in self._contexts.pairs(access.function, other.function, access.op, other.op):
                if access.key[0] != "self" or not self.is_own(access.function, found):
                    return Race(access, other, found)
        return None

    def is_own(self, function: Function, found: Concurrency) -> bool:
        """Whether the two threads work on objects of their own, where a method has to do with `self`."""
        return self._own.has_own(function, found)

    # -- checks -------------------------------------------------------------------------------------------------------

    def _check(self, access: Access) -> cst.BaseExpression | None:
        """The test of the same state that control passed on its way to a write, outside of any lock held at both."""
        op = access.op
        removes = isinstance(op, Write) and op.how == "del"
        if isinstance(op, Call):
            func = op.node.func
            name = func.attr.value if isinstance(func, cst.Attribute) else ""
            if name in {"setdefault", "discard"} or (name == "pop" and len(op.node.args) > 1):
                return None  # one step that looks itself
            removes = name in _REMOVE
        elif isinstance(op, Write) and isinstance(op.value, cst.Name) and op.value.value in {"None", "False"}:
            return None  # a reset, which is right however often it is done
        for branch, test, truth in required(op):
            if not self.is_about(test, access):
                continue
            if not removes and not says_absent(test, truth=truth):
                continue
            look = next((each for asked, _ in branch.arms for each in asked.ops()), None)
            if look is not None and self._accesses.held(look) & self._accesses.held(op):
                return None  # the second look, under the lock
            found = test
            if all(
                self._is_free(each, access) for _, other, _ in required(op) if other is not test for each in [other]
            ):
                return found
        return None

    def _is_free(self, test: cst.BaseExpression, access: Access) -> bool:
        """Whether a further test on the way is not the second look under the lock."""
        if not self.is_about(test, access):
            return True
        look = next((op for op in access.function.ops if op.node is test or self._contains(test, op)), None)
        return look is None or not self._accesses.held(look) & self._accesses.held(access.op)

    def _contains(self, test: cst.BaseExpression, op: Op) -> bool:
        node: cst.CSTNode | None = op.node
        while node is not None and not isinstance(node, cst.BaseStatement):
            if node is test:
                return True
            node = self._module.parents.get(node)
        return False

    def is_about(self, test: cst.BaseExpression, access: Access) -> bool:
        """Whether a test names the state."""
        text = self._module.source(test)
        at = text.find(access.text)
        while at >= 0:
            before, after = text[at - 1 : at], text[at + len(access.text) : at + len(access.text) + 1]
            if not (before.isalnum() or before in {"_", "."}) and not (after.isalnum() or after == "_"):
                return True
            at = text.find(access.text, at + 1)
        return False

    def _is_half_of_double_checked(self, access: Access) -> bool:
        """``if x is None: with lock: x = make()``: the lock is there, the second look is not."""
        return access.kind is Kind.STORE and bool(self._accesses.held(access.op)) and self._is_shared_by_design(access)

    def _checked_under_lock(self, access: Access, accesses: tuple[Access, ...]) -> Access | None:
        """Another place that looks and stores just so, under a lock: that says what this one needs."""
        if access.kind is not Kind.STORE or self._accesses.held(access.op) or not self._is_shared_by_design(access):
            return None
        for other in accesses:
            if other.kind is Kind.STORE and self._accesses.held(other.op):
                for _, test, _ in required(other.op):
                    if self.is_about(test, other):
                        return other
        return None

    @staticmethod
    def _is_shared_by_design(access: Access) -> bool:
        owner: Class | Function | None = access.function.owner
        return owner is not None or access.key[0] == "global"
