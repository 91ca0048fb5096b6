"""The model of one module: the questions that rules ask.

A `Module` ties the lowered operations to values, uses, spawn edges, the call graph, effects and locks.  Everything is
computed when first asked for; a file without locks never pays for the lock analysis.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Api, Category, Where
from flake8_asyncsafe.catalogue.loader import load_catalogue
from flake8_asyncsafe.model.calls.blocking import Blocking, BlockingCalls
from flake8_asyncsafe.model.calls.effects import Effect, Effects
from flake8_asyncsafe.model.calls.forks import ForkedChildren
from flake8_asyncsafe.model.calls.graph import CallGraph
from flake8_asyncsafe.model.calls.lazy import LazyCode
from flake8_asyncsafe.model.calls.names import callable_names
from flake8_asyncsafe.model.calls.sites import Site
from flake8_asyncsafe.model.calls.spawns import Spawns
from flake8_asyncsafe.model.channels.handlers import is_done_otherwise
from flake8_asyncsafe.model.inference import Evaluator
from flake8_asyncsafe.model.inference.evidence import METHODS, by_handler
from flake8_asyncsafe.model.inference.outside import Outside
from flake8_asyncsafe.model.lowering import Lowering, lower
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Enter, Op, Read, Return, Write
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.uses import Use, use_of
from flake8_asyncsafe.model.values import (
    NOTHING,
    ClassRef,
    Coroutine,
    External,
    ExternalMethod,
    FunctionRef,
    Instance,
    Method,
    Values,
)
from flake8_asyncsafe.model.words import Words
from flake8_asyncsafe.project.layout import identify
from flake8_asyncsafe.syntax.parse import parse
from flake8_asyncsafe.syntax.positions import Locator

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterator, Mapping

    from flake8_asyncsafe.catalogue.loader import Catalogue
    from flake8_asyncsafe.model.calls.callables import Callables
    from flake8_asyncsafe.model.calls.edges import Edge
    from flake8_asyncsafe.model.cancellation import Cancellation
    from flake8_asyncsafe.model.colour import Colour
    from flake8_asyncsafe.model.locks.critical import CriticalSections
    from flake8_asyncsafe.model.locks.identity import Locks
    from flake8_asyncsafe.model.progress.search import Progress
    from flake8_asyncsafe.model.stale import StaleReads
    from flake8_asyncsafe.settings import Settings

T = TypeVar("T")

_NO_NAMES: frozenset[str] = frozenset()
#: APIs that tell whether a loop is running in this thread
_ASK_FOR_LOOP = frozenset(
    {"asyncio.get_running_loop", "asyncio._get_running_loop", "asyncio.current_task", "sniffio.current_async_library"}
)


class Module(Words):
    """One lowered module.

    ``name`` is its dotted name as far as the path tells, ``locator`` finds places of nodes (only needed for chains and
    findings), ``settings`` the user's.
    """

    def __init__(
        self,
        lowering: Lowering,
        name: str,
        path: str,
        catalogue: Catalogue,
        settings: Settings,
        locator: Locator | None = None,
        source: str = "",
        outside: Outside | None = None,
    ) -> None:
        self.lowering = lowering
        self.name = name
        self.path = path
        self.catalogue = catalogue
        self.settings = settings
        self.locator = locator
        self.source_lines = source.splitlines()
        #: what is known of other modules
        self.outside = outside or Outside()
        self.evaluator = Evaluator(lowering, catalogue, self.outside)
        self.classes = self.evaluator.classes
        self.spawns = Spawns(self)
        self.lazy = LazyCode(self)
        self.graph = CallGraph(self)
        self.blocking = BlockingCalls(self)
        self._targets: dict[Call, Values] = {}
        self._asked: dict[object, object] = {}

    # -- structure ----------------------------------------------------------------------------------------------------

    @property
    def functions(self) -> list[Function]:
        """Every function, lambda and the module's own body."""
        return self.lowering.functions

    @property
    def parents(self) -> Mapping[cst.CSTNode, cst.CSTNode]:
        """The node around each lowered node."""
        return self.lowering.parents

    def calls(self) -> Iterator[Call]:
        """Every call of the module."""
        for function in self.functions:
            yield from function.calls

    @cached_property
    def coroutines(self) -> tuple[Function, ...]:
        """Coroutine functions and async generators."""
        return tuple(function for function in self.functions if function.is_async)

    @cached_property
    def on_loop(self) -> tuple[Function, ...]:
        """The functions whose own body certainly runs on the event loop.

        Those are the coroutine functions, the methods that a framework calls on the loop, and lambdas that such a
        function calls in place (``(lambda: f())()``, a key function).  Named helpers are not listed: what they do is an
        effect of calling them.
        """
        found: dict[Function, None] = dict.fromkeys((*self.coroutines, *self.spawns.bodies_on_loop()))
        for function in self.spawns.bodies_elsewhere():
            found.pop(function, None)
        todo = list(found)
        while todo:
            for edge in self.graph.edges(todo.pop()):
                if edge.callee.kind == "lambda" and edge.callee not in found:
                    found[edge.callee] = None
                    todo.append(edge.callee)
        return tuple(found)

    # -- values -------------------------------------------------------------------------------------------------------

    def values(self, expression: cst.BaseExpression, op: Op) -> Values:
        """The values that an expression may have where ``op`` uses it."""
        return self.evaluator.values(expression, op)

    def targets(self, call: Call) -> Values:
        """What a call calls.  A method name that nothing in sight or in the catalogue bears is not looked into."""
        found = self._targets.get(call)
        if found is None:
            func = call.node.func
            if type(func) is not cst.Attribute:  # by the exact type: each `isinstance` of a node that fails is dear
                found = self.evaluator.calls.targets(call.node, call)
            elif func.attr.value not in self._callable_names:
                found = NOTHING
            else:
                found = self.evaluator.calls.targets(call.node, call)
                if type(func.value) is cst.Call:
                    owner = call.function.owner
                    if owner is not None and dotted_text(func.value.func) == "super":
                        found = self.evaluator.members.super_attribute(owner, func.attr.value)
                if func.attr.value in METHODS:
                    found = by_handler(self, call, found)
            self._targets[call] = found
        return found

    @cached_property
    def _callable_names(self) -> frozenset[str]:
        return callable_names(self)

    def names_of(self, expression: cst.BaseExpression, op: Op) -> frozenset[str]:
        """The canonical names of the outside APIs that an expression may be."""
        names = [value.name for value in self.values(expression, op) if isinstance(value, (External, ExternalMethod))]
        return frozenset(names) if names else _NO_NAMES

    def apis(self, call: Call) -> tuple[Api, ...]:
        """The catalogue's entries for what a call may call."""
        found: list[Api] = []
        for target in self.targets(call):
            if isinstance(target, (External, ExternalMethod)):
                api = self.catalogue.api(target.name)
                if api is not None:
                    found.append(api)
        return tuple(found)

    def use(self, node: cst.BaseExpression) -> Use:
        """How the value of an expression is used."""
        return use_of(node, self.parents)

    def own_names(self, expression: cst.BaseExpression, op: Op) -> frozenset[str]:
        """The dotted names of this module's own functions and classes that an expression may be."""
        found: set[str] = set()
        for value in self.values(expression, op):
            if isinstance(value, (FunctionRef, Method)) and not value.function.is_stub:
                found.add(f"{self.name}.{value.function.qualname}")
            elif isinstance(value, ClassRef) and not value.cls.is_stub:
                found.add(f"{self.name}.{value.cls.qualname}")
        return frozenset(found)

    def is_never_read(self, use: Use) -> bool:
        """Whether a value is only bound to local names that nothing reads (``_ = f()`` counts)."""
        if use.kind != "bound" or not use.targets:
            return False
        for target in use.targets:
            if not isinstance(target, cst.Name):
                return False
            write = self.write_of(target)
            if write is None or write.block.scope.kind != "function" or target.value in write.block.scope.declared:
                return False
            if next(write.block.scope.read_anywhere(target.value), None) is not None:
                return False
        return True

    @cached_property
    def _writes(self) -> dict[cst.CSTNode, Write]:
        return {op.node: op for function in self.functions for op in function.ops if isinstance(op, Write)}

    def write_of(self, target: cst.CSTNode) -> Write | None:
        """The write operation of an assignment target."""
        return self._writes.get(target)

    def call_at(self, node: cst.Call) -> Call | None:
        """The call operation of a call expression."""
        return self._calls.get(node)

    @cached_property
    def _calls(self) -> dict[cst.Call, Call]:
        return {call.node: call for call in self.calls()}

    # -- effects ------------------------------------------------------------------------------------------------------

    @property
    def linked(self) -> bool:
        """Whether names of other modules of the project are looked up: this one imports some."""
        return self.outside.is_linked

    @cached_property
    def blocking_effects(self) -> Effects[Blocking]:
        """Which functions block, and by which chain.  A blocking call excused by a noqa comment is no seed."""

        def seeds() -> Iterator[tuple[Function, cst.CSTNode, Blocking]]:
            for function in self.functions:
                if not function.is_async:
                    for blocking in self.blocking.of(function):
                        if self.blocking.is_seed(blocking) and not self.excused(blocking.node):
                            yield function, blocking.node, blocking
            for stub in self.graph.locals():
                for node, blocking in self.outside.starts(stub)[0] if not stub.is_async else ():
                    yield stub, node, blocking

        return Effects(
            self.graph,
            seeds(),
            key=lambda blocking: blocking.category,
            translate=lambda blocking, edge: None if self.blocking.returns_at_once(edge, blocking) else blocking,
            through=lambda edge: not edge.awaited and not self._is_asked(edge),
            beyond=self.outside.blocking if self.linked else None,
        )

    def _is_asked(self, edge: Edge) -> bool:
        """Whether the caller asked before an edge whether a loop is running."""
        return edge.node.asked if type(edge.node) is Site else self.blocking.knows_of_loop(edge.op)

    @cached_property
    def loop_effects(self) -> Effects[str]:
        """Which plain functions run an event loop to completion (``asyncio.run`` and kin), and by which chain."""

        def seeds() -> Iterator[tuple[Function, cst.CSTNode, str]]:
            for function in self.functions:
                for call, name in self.loops_run(function) if not function.is_async else ():
                    yield function, call.node, name
            for stub in self.graph.locals():
                for node, name in self.outside.starts(stub)[1] if not stub.is_async else ():
                    yield stub, node, name

        beyond = self.outside.loops if self.linked else None
        through = lambda edge: not edge.awaited and not self._is_asked(edge)  # noqa: E731
        return Effects(self.graph, seeds(), key=lambda name: name, through=through, beyond=beyond)

    def loops_run(self, function: Function) -> Iterator[tuple[Call, str]]:
        """(call, name of the API) for each event loop that a function runs without having asked whether one runs."""
        for call in function.calls:
            func = call.node.func
            if isinstance(func, cst.Attribute) and func.attr.value not in self.catalogue.loop_runners:
                continue
            name = self.runs_loop(call)
            if name is None or self._asks_for_loop(call) or is_done_otherwise(call, "RuntimeError"):
                continue
            if not self.ask(ForkedChildren).runs(call):
                yield call, name

    def runs_loop(self, call: Call) -> str | None:
        """The canonical name of the API if a call runs an event loop until a coroutine is done."""
        for api in self.apis(call):
            if api.name.endswith(".run_forever") or any(runs.where is Where.NEW_LOOP for runs in api.runs):
                return api.name
        return None

    def _asks_for_loop(self, call: Call) -> bool:
        """Whether a function asked before this call whether a loop runs already."""
        for earlier in call.function.calls:
            if earlier.index >= call.index:
                return False
            func = earlier.node.func
            if isinstance(func, cst.Attribute) and func.attr.value == "is_running":
                return True
            if self.names_of(func, earlier) & _ASK_FOR_LOOP:
                return True
        return False

    def blocking_steps(self, function: Function) -> Iterator[tuple[cst.CSTNode, Effect[Blocking]]]:
        """(place, effect) for what ``function`` runs in plain helpers that block, shortest chain first."""
        best: dict[cst.CSTNode, list[Effect[Blocking]]] = {}
        for edge in self.graph.edges(function):
            if edge.awaited or edge.callee.kind == "lambda":
                continue
            if isinstance(edge.op, Call) and self.callables.is_called_too_early(edge.op):
                continue  # reported for that (ASF113)
            for effect in self.blocking_effects.along(edge):
                if self.blocking.returns_at_once(edge, effect.what) or self.is_of_other_form(edge, effect):
                    continue
                best.setdefault(edge.node, []).append(effect)
        for node, effects in best.items():
            for effect in sorted(effects, key=lambda each: each.length):
                yield node, effect

    def is_of_other_form(self, edge: Edge, effect: Effect[Any]) -> bool:
        """Whether an awaited call, or ``create_task(call())``, may be of another function than where the effect is.

        One that may be of a coroutine function is: its plain alternative has the same name elsewhere.  A plain helper
        may have two forms, of which this is the other one: then only what both do counts.
        """
        if edge.how == "wrapper":
            return False  # what a plain wrapper does is done at the call, whatever the result is
        use = self.use(edge.node) if isinstance(edge.node, cst.Call) else None
        if use is None or not (use.kind == "awaited" or self._is_handed_to_loop(use, edge.op)):
            return False
        if any(each.awaited and each.node is edge.node for each in self.graph.edges(edge.op.function)):
            return True
        return not self.gives_awaitable(edge.callee) and not self._is_certain(effect)

    def _is_handed_to_loop(self, use: Use, op: Op) -> bool:
        """Whether what a call gives is taken for a coroutine: ``create_task(f())``, ``gather(f(), g())``."""
        return (
            use.kind == "argument" and isinstance(use.node, cst.Call) and self.critical.summaries.drives(use.node, op)
        )

    @staticmethod
    def _is_certain(effect: Effect[Any]) -> bool:
        """Whether an effect of a function of this module happens whichever way control takes there."""
        for step in effect.via:
            function = step.function
            op = next((op for op in function.ops if op.node is step.node), None)
            if op is None or op.block is not function.body:
                return False
            if any(isinstance(each, Return) for each in function.ops[: op.index]):
                return False
        return True

    def gives_awaitable(self, function: Function) -> bool:
        """Whether a plain function certainly returns something to await, whichever way it takes."""
        values = self.evaluator.calls.returned(FunctionRef(function))
        return all(
            isinstance(value, Coroutine)
            or (
                isinstance(value, Instance)
                and isinstance(value.type, str)
                and (known := self.catalogue.type(value.type)) is not None
                and known.awaitable
            )
            for value in values
        )

    def excused(self, node: cst.CSTNode) -> bool:
        """Whether the line of ``node`` has a noqa comment for all codes or for one of ASF1."""
        from flake8_asyncsafe.model.text import silences_blocking

        if self.locator is None or "noqa" not in self.lowered_source:
            return False
        line, _ = self.locator.locate(node)
        return line <= len(self.source_lines) and silences_blocking(self.source_lines[line - 1])

    @cached_property
    def lowered_source(self) -> str:
        """The text in lower case, for quick tests whether a word occurs at all."""
        return "\n".join(self.source_lines).lower()

    # -- locks --------------------------------------------------------------------------------------------------------

    @cached_property
    def locks(self) -> Locks:
        """The locks of the module: identity, kind, who takes them."""
        from flake8_asyncsafe.model.locks.identity import Locks

        return Locks(self)

    @cached_property
    def critical(self) -> CriticalSections:
        """Which locks are held where."""
        from flake8_asyncsafe.model.locks.critical import CriticalSections

        return CriticalSections(self)

    @cached_property
    def colour(self) -> Colour:
        """Coroutine objects, tasks, and the callables that make them."""
        from flake8_asyncsafe.model.colour import Colour

        return Colour(self)

    @cached_property
    def progress(self) -> Progress:
        """Which loops of coroutines can hang."""
        from flake8_asyncsafe.model.progress.search import Progress

        return Progress(self)

    @cached_property
    def callables(self) -> Callables:
        """What can be called, and what is called too early."""
        from flake8_asyncsafe.model.calls.callables import Callables

        return Callables(self)

    def reads_of(self, target: cst.Name) -> Iterator[Read]:
        """The reads of what a binding occurrence of a name binds."""
        write = self.write_of(target)
        if write is not None:
            yield from write.block.scope.home(target.value).read_anywhere(target.value)

    def imports(self, root: str) -> bool:
        """Whether the module imports a top-level package."""
        return self.evaluator.imports(root)

    @cached_property
    def cancellation(self) -> Cancellation:
        """Which handlers take a cancellation, and what becomes of it."""
        from flake8_asyncsafe.model.cancellation import Cancellation

        return Cancellation(self)

    @cached_property
    def stale(self) -> StaleReads:
        """Which writes of shared state act on what was read before a suspension."""
        from flake8_asyncsafe.model.stale import StaleReads

        return StaleReads(self)

    def ask(self, analysis: Callable[[Module], T]) -> T:
        """The analysis of this module of some class, made when first asked for: ``module.ask(Polling).loops()``.

        The way in for analyses that few rules need; each lives in a file of its own and takes the module.
        """
        found = self._asked.get(analysis)
        if found is None:
            found = self._asked[analysis] = analysis(self)
        return cast("T", found)


def model(source: str, path: str, settings: Settings, tree: ast.Module, outside: Outside | None = None) -> Module:
    """Parse and lower a text, of which ``tree`` is CPython's own tree.  Raises ParseRefusedError."""
    named = identify(path, settings.source_roots)
    return model_of(source, path, named.name, named.package, settings, tree, outside)


def model_of(
    source: str,
    path: str,
    name: str,
    package: str,
    settings: Settings,
    tree: ast.Module,
    outside: Outside | None = None,
) -> Module:
    """The model of a text that is known to be the module ``name`` of ``package``.  Raises ParseRefusedError."""
    parsed = parse(source)
    lowering = lower(parsed, name, source, package)
    catalogue = load_catalogue(settings.catalogue)
    module = Module(lowering, name, path, catalogue, settings, source=source, outside=outside)
    module.locator = Locator(tree, parsed, module.parents, source)
    return module


__all__ = ["Category", "Class", "Enter", "FunctionRef", "Module", "model"]
