"""What running a function does, as the rules see it: the facts behind ``flake8-asyncsafe effects``."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.calls.edges import Edge
from flake8_asyncsafe.model.calls.sites import Site
from flake8_asyncsafe.model.describe.dead_ends import DeadEnd, DeadEnds
from flake8_asyncsafe.model.describe.functions import PLACES, kind_of
from flake8_asyncsafe.model.describe.subjects import SubjectError
from flake8_asyncsafe.model.describe.words import Words, shown
from flake8_asyncsafe.model.linking.stubs import home_of
from flake8_asyncsafe.model.ops import Place
from flake8_asyncsafe.model.scopes import Function, Stub
from flake8_asyncsafe.model.values import FunctionRef
from flake8_asyncsafe.syntax.parse import ParseRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flake8_asyncsafe.model.calls.effects import Effect, Effects
    from flake8_asyncsafe.model.calls.effects import Step as ModelStep
    from flake8_asyncsafe.model.linking.program import Program
    from flake8_asyncsafe.model.linking.project import Project
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class

T = TypeVar("T")

#: decorators that are part of what a function is
_KINDS = {
    "property": "property",
    "cached_property": "cached property",
    "staticmethod": "static method",
    "classmethod": "class method",
    "abstractmethod": "abstract",
    "lru_cache": "cached",
    "cache": "cached",
}
_CONTEXTS = {"contextmanager": "context manager", "asynccontextmanager": "async context manager"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain: at a line of a file, ``function`` does what leads on."""

    file: str
    line: int
    function: str
    does: str


@dataclass(frozen=True, slots=True)
class Chain:
    """An effect: the API at its end, its category ("" for an event loop) and all steps to it, outermost first."""

    category: str
    api: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Started:
    """What a function has run elsewhere: by which API, and where that runs it."""

    line: int
    api: str
    what: str
    where: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one function.

    ``returns`` is what it returns, or yields if it is a generator ("": not known).  ``blocks`` holds, for a plain
    function, one chain for each category; for a coroutine function every operation in its body that blocks.
    ``accepted`` are blocking calls that a noqa comment accepts: they have no effect on callers.  ``unknown`` are the
    calls that lead nowhere, in the function and in what it calls.
    """

    module: str
    name: str
    file: str
    line: int
    kind: str
    is_async: bool
    is_generator: bool
    returns: str
    blocks: tuple[Chain, ...]
    accepted: tuple[Chain, ...]
    loops: tuple[Chain, ...]
    starts: tuple[Started, ...]
    unknown: tuple[DeadEnd, ...]

    @property
    def has_effect(self) -> bool:
        """Whether it does something to an event loop that runs it."""
        return bool(self.blocks or self.loops)


class Reports:
    """Finds the facts about functions of a project; modules are lowered when they are first asked for.

    ``read`` gives the text of a file.  It may raise anything for the file that was asked about; files that are only
    called into are left out if it raises OSError or ValueError.
    """

    def __init__(self, project: Project, read: Callable[[str], str]) -> None:
        self._project = project
        self._read = read
        self._modules: dict[str, Module] = {}

    def module(self, path: str) -> Module:
        """The linked model of a file.  Raises ParseRefusedError, and what ``read`` raises."""
        module = self._modules.get(path)
        if module is None:
            source = self._read(path)
            module = self._modules[path] = self._project.model(source, path, ast.parse(source))
        return module

    def real(self, function: Function) -> tuple[Module, Function] | None:
        """The function that a stub stands for, in its own module; None if the file does not show it any more."""
        assert isinstance(function, Stub)
        try:
            module = self.module(home_of(function).path)
        except (OSError, ValueError, SyntaxError, ParseRefusedError):
            return None
        found = module.functions[function.at] if function.at < len(module.functions) else None
        return (module, found) if found is not None and found.qualname == function.qualname else None

    def facts(self, module: Module, function: Function, receiver: Class | None = None) -> Facts:
        """The facts about a function that ``module`` has or imports; ``receiver`` is the class it is looked up on.

        Raises SubjectError if it is one of another module that cannot be read.
        """
        if not function.is_stub:
            return _Finder(module, self).facts(function, receiver)
        real = self.real(function)
        if real is None:
            raise SubjectError(f"`{home_of(function).name}.{function.qualname}` cannot be read any more")
        facts = _Finder(real[0], self).facts(real[1], None)
        if function.is_async:
            return facts
        # as the asking module sees it: what a method does depends on the class that it is called on
        blocks, loops = _Finder(module, self).of_plain(function, receiver)
        return replace(facts, blocks=blocks, loops=loops)

    def program(self, module: Module) -> Program:
        """The program that a module belongs to."""
        return self._project.program(module.path)


class _Finder:
    """Finds facts about the functions of one module."""

    def __init__(self, module: Module, reports: Reports) -> None:
        self._module = module
        self._reports = reports
        self._words = Words(module)

    def facts(self, function: Function, receiver: Class | None) -> Facts:
        module = self._module
        if function.is_async:
            blocks, loops = tuple(self._in_body(function)), tuple(self._loops_in_body(function))
        else:
            blocks, loops = self.of_plain(function, receiver)
        return Facts(
            module=module.name,
            name=function.qualname if function.kind != "module" else "",
            file=shown(module.path),
            line=module.line(function.node) if function.kind != "module" else 1,
            kind=self._kind(function),
            is_async=function.is_async,
            is_generator=function.is_generator,
            returns=self._returns(function),
            blocks=blocks,
            accepted=tuple(self._accepted(function)),
            loops=loops,
            starts=tuple(self._starts(function)),
            unknown=tuple(self._dead_ends(function)),
        )

    def of_plain(self, function: Function, receiver: Class | None) -> tuple[tuple[Chain, ...], tuple[Chain, ...]]:
        """How a plain function blocks, and the event loops it runs, called by its name."""
        module = self._module
        blocks = [
            Chain(effect.what.category.value, effect.what.name, self._steps(effect.via, effect.what.name))
            for effect in self._of(module.blocking_effects, function, receiver)
        ]
        loops = [
            Chain("", effect.what, self._steps(effect.via, effect.what))
            for effect in self._of(module.loop_effects, function, receiver)
        ]
        return tuple(blocks), tuple(loops)

    def _returns(self, function: Function) -> str:
        """What calling a function gives once it is awaited, if it is a coroutine function; "" if that is not known."""
        evaluator = self._module.evaluator
        if function.kind == "module":
            return ""
        if function.is_generator:
            return self._words.values(evaluator.members.yielded(function))
        found = self._words.values(evaluator.calls.returned(FunctionRef(function)))
        if found or function.returns or not isinstance(function.node, cst.FunctionDef):
            return found
        annotation = function.node.returns
        is_none = annotation is None or self._module.source(annotation.annotation) == "None"
        return "None" if is_none else ""

    def _kind(self, function: Function) -> str:
        if function.kind != "function":
            return "lambda" if function.kind == "lambda" else "module, when it is imported"
        decorators = self._module.evaluator.decorators.kinds(function)
        contexts = [words for name, words in _CONTEXTS.items() if name in decorators]
        kinds = dict.fromkeys(words for name, words in _KINDS.items() if name in decorators)
        known = kind_of(function)
        if contexts:
            known = known.removeprefix("async ").removeprefix("generator").removeprefix(", ")
        return ", ".join(each for each in (*contexts, *kinds, known) if each) or "function"

    # -- effects of running it ----------------------------------------------------------------------------------------

    def _of(self, effects: Effects[T], function: Function, receiver: Class | None) -> Iterator[Effect[T]]:
        """The effects of calling a plain function by its name: its own, and those of the wrappers around it."""
        make = self._module.graph.make
        seen: set[object] = set()
        for runs in (function, *(each for each in self._wrappers(function) if not each.is_async)):
            edge = Edge(runs.write or Place(runs.node, runs.body), runs.node, runs, "call", receiver)
            for key, forms in effects.by_key(runs).items():
                effect = next((each for each in forms if make.leads_to(edge, each.dispatch)), None)
                if effect is not None and key not in seen:
                    seen.add(key)
                    yield effect

    def _wrappers(self, function: Function) -> list[Function]:
        """What its decorators have run around each call of a function."""
        is_decorated = function.is_stub or function.decorators
        return self._module.evaluator.decorators.wrappers(function) if is_decorated else []

    def _in_body(self, function: Function) -> Iterator[Chain]:
        """The operations of a coroutine function that block: directly, and through helpers."""
        module = self._module
        found: list[tuple[int, Chain]] = []
        for blocking in module.blocking.of(function):
            if not module.excused(blocking.node):
                only = self._step(function, blocking.node, blocking.name)
                found.append((only.line, Chain(blocking.category.value, blocking.name, (only,))))
        for node, effect in module.blocking_steps(function):
            first = self._step(function, node, "")
            steps = (first, *self._steps(effect.via, effect.what.name))
            found.append((first.line, Chain(effect.what.category.value, effect.what.name, steps)))
        found.sort(key=lambda each: each[0])
        yield from (chain for _, chain in found)

    def _loops_in_body(self, function: Function) -> Iterator[Chain]:
        module = self._module
        for call, name in module.loops_run(function):
            yield Chain("", name, (self._step(function, call.node, name),))
        for edge in module.graph.edges(function):
            if not edge.awaited and edge.callee.kind != "lambda":
                for effect in module.loop_effects.along(edge)[:1]:
                    steps = (self._step(function, edge.node, ""), *self._steps(effect.via, effect.what))
                    yield Chain("", effect.what, steps)

    def _accepted(self, function: Function) -> Iterator[Chain]:
        module = self._module
        for blocking in module.blocking.of(function):
            if module.excused(blocking.node):
                steps = (self._step(function, blocking.node, blocking.name),)
                yield Chain(blocking.category.value, blocking.name, steps)

    def _steps(self, via: tuple[ModelStep, ...], end: str) -> tuple[Step, ...]:
        steps = [self._step(each.function, each.node, "") for each in via[:-1]]
        return (*steps, self._step(via[-1].function, via[-1].node, end))

    def _step(self, function: Function, node: cst.CSTNode, does: str) -> Step:
        module = self._module
        file, line = (node.file, node.line) if type(node) is Site else (module.path, module.line(node))
        name = function.qualname if function.kind != "module" else "the module"
        if isinstance(node, cst.For) and not does:
            does = f"for {module.source(node.target)} in {module.source(node.iter)}"
        return Step(shown(file), line, name, does or module.called_text(node))

    # -- what else it does --------------------------------------------------------------------------------------------

    def _starts(self, function: Function) -> Iterator[Started]:
        module = self._module
        for spawn in module.spawns.all():
            if spawn.op.function is function and spawn.how == "call" and spawn.where is not Where.INLINE:
                known = self._words.value(spawn.value)
                what = known if known != "?" else self._words.text(spawn.argument)
                yield Started(module.line(spawn.node), spawn.name, what, PLACES.get(spawn.where, spawn.where.value))

    def _dead_ends(self, function: Function) -> Iterator[DeadEnd]:
        """Those of the function itself, then those of the plain functions that it runs."""
        module = self._module
        seen: set[DeadEnd] = set()
        for owner, each in self._looked_into(function):
            words = self._words if owner is module else Words(owner)
            for found in DeadEnds(owner, words, self._reports.program(owner)).of(each):
                if found not in seen:
                    seen.add(found)
                    yield found

    def _looked_into(self, function: Function) -> Iterator[tuple[Module, Function]]:
        module = self._module
        yield module, function
        callees = [
            *self._wrappers(function),
            *(edge.callee for edge in module.graph.edges(function) if not edge.awaited),
        ]
        for callee in dict.fromkeys(callees):
            if callee is function:
                continue
            if not callee.is_stub:
                yield module, callee
                continue
            real = self._reports.real(callee)
            if real is not None:
                yield real
