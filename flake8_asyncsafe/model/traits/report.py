"""All that is known about the traits of a class: verdicts, reasons, attributes, for people and programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from flake8_asyncsafe.model.describe.words import Words, shown
from flake8_asyncsafe.model.linking.stubs import home_of
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.sharing.accesses import Accesses, Kind
from flake8_asyncsafe.model.traits.auto import Traits
from flake8_asyncsafe.model.values import Constant, Display, Instance

if TYPE_CHECKING:
    from flake8_asyncsafe.catalogue.entries import Type
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.traits.auto import Trait
    from flake8_asyncsafe.model.values import Value

Answer = Literal["yes", "no", "not known"]

#: types of the language that have no state, or whose own operations keep it whole; what they hold is another question
_PLAIN = frozenset({f"builtins.{name}" for name in ("str", "int", "float", "bool", "bytes", "complex", "range")})
_CONTAINERS = frozenset({f"builtins.{name}" for name in ("list", "dict", "set", "tuple", "frozenset")})


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not: ``what`` (an attribute path or place), the type or operation, the reason, and where it says so."""

    what: str
    type: str
    why: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a type has a trait; ``reasons`` if it has not."""

    answer: Answer
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of an object: what it may be, and what that says of its traits."""

    name: str
    type: str
    send: Answer
    sync: Answer


@dataclass(frozen=True, slots=True)
class TraitFacts:
    """What is known of a type; ``file`` and ``line`` are empty for those of libraries."""

    name: str
    send: Verdict
    sync: Verdict
    file: str = ""
    line: int = 0
    owns_lock: bool = False
    attributes: tuple[Attribute, ...] = ()


def of_entry(entry: Type) -> TraitFacts:
    """The facts of a type that the catalogue knows."""
    reasons = (Reason("", entry.name, entry.why, entry.evidence),)
    send, sync = (
        Verdict("no", reasons) if said is False else Verdict("yes" if said else "not known")
        for said in (entry.send, entry.sync)
    )
    return TraitFacts(entry.name, send, sync)


class TraitReports:
    """Reports on the classes of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._traits = module.ask(Traits)
        self._words = Words(module)
        self._answers: dict[tuple[Class, Trait], Answer] = {}

    def of(self, cls: Class) -> TraitFacts:
        """The facts of a class that the module defines or imports."""
        attributes = tuple(self._attribute(cls, name) for name in dict.fromkeys(self._traits.held(cls)))
        stub = cls.is_stub
        home = home_of(cls) if stub else None
        return TraitFacts(
            f"{home.name}:{cls.qualname}" if home is not None else cls.qualname,
            self._verdict(cls, "send", attributes),
            self._verdict(cls, "sync", attributes),
            shown(home.path if home is not None else self._module.path),
            0 if stub else self._module.line(cls.node),
            self._traits.owns_lock(cls),
            attributes,
        )

    def _verdict(self, cls: Class, trait: Trait, attributes: tuple[Attribute, ...]) -> Verdict:
        lack = self._traits.of_class(cls, trait)
        reasons: list[Reason] = []
        if lack is not None:
            reasons.append(Reason(".".join(lack.path), lack.name, lack.why, lack.evidence))
        if trait == "sync":
            reasons += self._unguarded(cls)
        if reasons:
            return Verdict("no", tuple(reasons))
        known = all((each.send if trait == "send" else each.sync) == "yes" for each in attributes)
        if trait == "sync" and self._traits.owns_lock(cls):
            known = known or self._is_guarded(cls)
        return Verdict("yes" if known and self._module.classes.complete(cls) else "not known")

    def _is_guarded(self, cls: Class) -> bool:
        """Whether whatever changes after construction is only changed with a lock held."""
        mro = self._module.classes.mro(cls)
        accesses = self._module.ask(Accesses)
        found = [
            accesses.held(access.op)
            for key, each in accesses.by_key.items()
            if key[0] == "self" and key[1] in mro
            for access in each
        ]
        return bool(found) and all(found)

    def _unguarded(self, cls: Class) -> list[Reason]:
        """The changes in several steps of its attributes, outside of construction, with no lock held."""
        found: list[Reason] = []
        if cls.is_stub:
            return found
        mro = self._module.classes.mro(cls)
        accesses = self._module.ask(Accesses)
        for key, each in accesses.by_key.items():
            if key[0] != "self" or key[1] not in mro:
                continue
            for access in each:
                if access.kind is Kind.UPDATE and not accesses.held(access.op):  # an append is one step
                    line = self._module.line(access.node)
                    found.append(
                        Reason(
                            access.text.partition(".")[2],
                            f"changed by `{access.function.qualname}`, line {line}, with no lock held",
                            "it takes several steps, and another thread may come in between",
                        )
                    )
                    break
        return found

    def _attribute(self, cls: Class, name: str) -> Attribute:
        values = self._traits.values(cls, name)
        return Attribute(name, self._words.values(values) or "not known", *(
            self._answer(values, trait) for trait in ("send", "sync")
        ))  # fmt: skip

    def _answer(self, values: tuple[Value, ...], trait: Trait) -> Answer:
        answers = {self._of_value(value, trait) for value in values}
        if "no" in answers:
            return "no"
        return "yes" if answers <= {"yes"} else "not known"

    def _of_value(self, value: Value, trait: Trait) -> Answer:
        if self._traits.lack(value, trait) is not None:
            return "no"
        if isinstance(value, (Constant, Display)):
            return "yes"
        if not isinstance(value, Instance):
            return "not known"
        if isinstance(value.type, Class):
            return self._of_class(value.type, trait)
        name = self._module.catalogue.canonical(value.type)
        entry = self._traits.entry(name)
        said = None if entry is None else entry.send if trait == "send" else entry.sync
        return "yes" if said or name in _PLAIN | _CONTAINERS else "not known"

    def _of_class(self, cls: Class, trait: Trait) -> Answer:
        key = (cls, trait)
        if key not in self._answers:
            self._answers[key] = "yes"  # a class that holds itself: the greatest fixed point
            attributes = tuple(self._attribute(cls, name) for name in self._traits.held(cls))
            self._answers[key] = self._verdict(cls, trait, attributes).answer
        return self._answers[key]
