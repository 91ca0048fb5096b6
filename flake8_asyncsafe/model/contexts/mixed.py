"""Functions that use two async libraries, or the one that does not run them."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Form, Where
from flake8_asyncsafe.model.calls.arguments import argument, is_complete, last_name
from flake8_asyncsafe.model.calls.spawns import function_of
from flake8_asyncsafe.model.contexts.choices import LibraryChoices
from flake8_asyncsafe.model.contexts.loop_runs import handed_runners
from flake8_asyncsafe.model.contexts.question import Contexts
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.loops import NEEDS
from flake8_asyncsafe.model.ops import Call, Enter, Iterate, Suspend
from flake8_asyncsafe.model.values import Coroutine, Display, External, ExternalMethod, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.edges import Edge
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.values import Value, Values

    #: (function, library that runs it, why)
    _Run = tuple[Function, str, str]

#: calls that need the running loop although nothing is awaited
_CALLS = frozenset(
    f"asyncio.{name}"
    for name in (
        "create_task", "ensure_future", "gather", "shield", "wrap_future", "as_completed", "current_task",
        "get_running_loop", "all_tasks",
    )
) | frozenset(
    f"trio.{name}"
    for name in (
        "current_time", "current_effective_deadline", "Nursery.start_soon", "lowlevel.current_task",
        "lowlevel.spawn_system_task", "lowlevel.current_trio_token",
    )
)  # fmt: skip
_CALLED = frozenset(name.rpartition(".")[2] for name in _CALLS)
#: context managers of trio that need a running task although entering them is no checkpoint
_SCOPES = frozenset(f"trio.{name}" for name in ("CancelScope", "move_on_after", "move_on_at", "fail_after", "fail_at"))
_RUNS = frozenset({Where.NEW_LOOP, Where.TASK, Where.LOOP_CALLBACK})
#: what may be done with a coroutine by code that runs it where it stands; one that is passed on may run elsewhere
_IN_PLACE = frozenset({"awaited", "bound", "returned", "iterated", "context", "dropped"})


@dataclass(frozen=True, slots=True)
class Foreign:
    """At ``node`` a function uses ``name`` of ``library``, but ``home`` runs it, which is told by ``why``.

    ``via`` is the helper that the call at ``node`` leads to, if the use is in there; ``handed``: the other library's
    function itself is given to ``home`` there.
    """

    node: cst.CSTNode
    name: str
    library: str
    home: str
    why: str
    via: str = ""
    handed: bool = False


@dataclass(frozen=True, slots=True)
class _Use:
    op: Op
    node: cst.CSTNode
    name: str
    library: str


class MixedLibraries:
    """Finds them in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._choices = LibraryChoices(module)
        #: trio as a guest of asyncio: the host's loop runs too, and what does not wait for it works
        self._has_guests = "guest_run" in module.lowered_source
        self._used: dict[Function, list[_Use]] = {}
        #: for each function the libraries that run it, and why
        self._homes: dict[Function, dict[str, str]] = {}

    def uses(self) -> Iterator[Foreign]:
        """Each use of a library that does not run there."""
        if not self._is_concerned():
            return
        self._entries()
        self._roots()
        found = list(self._in_functions())
        yield from found
        seen = {each.node for each in found}
        for spawn in self._module.spawns.all():
            awaits = spawn.where in {Where.NEW_LOOP, Where.TASK} and spawn.form is not Form.FUNCTION
            library = self._runner(spawn.name, spawn.op) if awaits and spawn.node not in seen else ""
            name = self._name((spawn.value,))
            needs = NEEDS.get(name.partition(".")[0], library)
            if library and needs != library and not self._choices.is_chosen(spawn.op):
                yield Foreign(spawn.node, name, needs, library, f"`{spawn.name}` gets it", handed=True)

    def _in_functions(self) -> Iterator[Foreign]:
        for function in self._module.functions:
            homes = self._homes.get(function, {})
            if not homes:
                continue
            for use in self._uses(function) if len(homes) == 1 else ():
                if use.library not in homes:
                    home, why = next(iter(homes.items()))
                    yield Foreign(use.node, use.name, use.library, home, why)
            if len(homes) == 1:
                yield from self._helpers(function, *next(iter(homes.items())))

    def _is_concerned(self) -> bool:
        text = self._module.lowered_source
        others = any(each in text for each in NEEDS if each != "trio")
        # where only trio is named, what another module of the project made may be of another library
        both = "trio" in text and (others or self._module.linked)
        return both and not self._module.imports("trio_asyncio")

    def _helpers(self, function: Function, home: str, why: str) -> Iterator[Foreign]:
        """Calls of helpers that cannot be blamed themselves: both libraries run them, or they show no library."""
        for edge in self._steps(function):
            callee = edge.callee
            if len(self._homes.get(callee, {})) < 2:
                continue
            uses = self._uses(callee)
            foreign = next((use for use in uses if use.library != home), None)
            if foreign is not None and all(use.library != home for use in uses):
                yield Foreign(edge.node, foreign.name, foreign.library, home, why, callee.name)

    # -- what runs a function -----------------------------------------------------------------------------------------

    def _entries(self) -> None:
        """Functions that are given to a library to run, and what they call."""
        found: list[_Run] = []
        #: by the function that starts them: it has to be one that the library runs itself
        started: dict[Function, list[_Run]] = {}
        contexts = self._module.ask(Contexts)
        for spawn in self._module.spawns.all():
            if spawn.where in _RUNS and not self._choices.is_chosen(spawn.op):
                library = self._runner(spawn.name, spawn.op)
                why = f"`{spawn.name}` runs it (line {self._module.line(spawn.node)})"
                runs = [(function, library, why) for function in self._started(spawn.value) if library]
                (found if spawn.where is Where.NEW_LOOP else started.setdefault(spawn.op.function, [])).extend(runs)
        for call in self._module.calls():
            if last_name(call.node.func) == "as_completed" and call.node.args and not self._choices.is_chosen(call):
                for name in self._module.names_of(call.node.func, call) & {"asyncio.as_completed"}:
                    why = f"`{name}` runs it (line {self._module.line(call.node)})"
                    for value in self._module.values(call.node.args[0].value, call):
                        runs = [(function, "asyncio", why) for function in self._started(value)]
                        started.setdefault(call.function, []).extend(runs)
        for given in contexts.given.all():
            function = function_of(given.value)
            if function is not None and given.how.where in _RUNS and not self._choices.is_chosen(given.op):
                library = self._runner(given.how.api, given.op)
                if library:
                    line = self._module.line(given.argument)
                    found.append((function, library, f"it is given to `{given.how.api}` (line {line})"))
        for call, name, function in handed_runners(self._module):
            why = f"`{name}` gets it on line {self._module.line(call.node)}"
            found.append((function, name.partition(".")[0], why))
        for function in self._module.functions:
            marks = set(decorator_names(function)) if function.decorators else set()
            found += [
                (function, each, f"it is marked `pytest.mark.{each}`")
                for each in ("asyncio", "trio")
                if any(name.endswith(f"mark.{each}") for name in marks)
            ]
        self._spread(found)
        self._start(started)

    def _start(self, started: dict[Function, list[_Run]]) -> None:
        """What functions start as tasks; but not by a library that does not run them: that call is the mistake."""
        while started:
            for starter in [each for each in started if each in self._homes] or [next(iter(started))]:
                own = self._own_home(starter) if starter not in self._homes else None
                homes = self._homes.get(starter, ()) if own is None else own[:1]
                self._spread([run for run in started.pop(starter) if not homes or run[1] in homes])

    def _started(self, value: Value) -> Iterator[Function]:
        """The function that is given to run, or those of which a display or comprehension makes coroutines."""
        function = function_of(value)
        if function is not None:
            yield function
        elif isinstance(value, Display):
            node = value.node
            made: list[cst.BaseExpression] = []
            if isinstance(node, (cst.ListComp, cst.SetComp, cst.GeneratorExp)):
                made = [node.elt]
            elif isinstance(node, (cst.List, cst.Tuple, cst.Set)):
                made = [each.value for each in node.elements]
            for each in made:
                call = self._module.call_at(each) if isinstance(each, cst.Call) else None
                for item in self._module.values(each, call) if call is not None else ():
                    if isinstance(item, Coroutine) and (found := function_of(item)) is not None:
                        yield found

    def _runner(self, name: str, op: Op) -> str:
        root = name.partition(".")[0]
        if name == "anyio.run" and isinstance(op, Call):
            given = argument(op.node, "backend", None)
            if given is None:
                return "asyncio" if is_complete(op.node) else ""
            values = self._module.values(given, op)
            named = getattr(values[0], "value", "") if len(values) == 1 else ""
            return named if named in {"asyncio", "trio"} else ""
        return root if root in {"asyncio", "trio"} else ""

    def _roots(self) -> None:
        """Functions that nobody in sight runs: what they use themselves, or by their helpers, says for what they are.

        Callers go before the helpers that they share a task with.
        """
        graph = self._module.graph
        alone = [each for each in self._module.functions if each not in self._homes and each.kind == "function"]
        called = {
            edge.callee for each in self._module.functions for edge in graph.edges(each) if edge.callee is not each
        }
        for first in (True, False):
            for function in alone:
                if (function not in called) is first and function not in self._homes:
                    home = self._own_home(function)
                    if home is not None:
                        self._spread([(function, *home)])

    def _own_home(self, function: Function) -> tuple[str, str] | None:
        uses = self._uses(function)
        if not uses:  # if its helpers are of both, the first of them decides
            below = [(edge, each[0]) for edge in self._steps(function) if (each := self._uses(edge.callee))]
            if len({use.library for _, use in below}) < 2:
                return None
            edge, use = below[0]
            return use.library, f"`{edge.callee.name}` on line {self._module.line(edge.node)} uses `{use.name}`"
        counts = Counter(use.library for use in uses)
        most = max(counts.values())
        use = next(use for use in uses if counts[use.library] == most)
        return use.library, f"`{use.name}` is used on line {self._module.line(use.node)}"

    def _spread(self, found: list[_Run]) -> None:
        """Whatever a function runs in its own task is run by the same library."""
        queue = deque(found)
        while queue:
            function, library, why = queue.popleft()
            homes = self._homes.setdefault(function, {})
            if library in homes:
                continue
            homes[library] = why
            for edge in self._steps(function):
                line = self._module.line(edge.node)
                queue.append(
                    (edge.callee, library, f"`{function.name}` on line {line} calls it, and {library} runs that")
                )

    def _steps(self, function: Function) -> Iterator[Edge]:
        """The calls of functions of the module that run in the same task, whichever library that is for."""
        module = self._module
        here = set(module.ask(Contexts).steps(function))
        edges = [edge for edge in module.graph.edges(function) if (edge.node, edge.callee) in here]
        callees = Counter(edge.node for edge in edges if edge.how == "call")
        for edge in edges:
            if edge.callee.is_stub or edge.callee is function or (edge.how == "call" and callees[edge.node] > 1):
                continue
            passed = edge.callee.is_async and isinstance(edge.node, cst.Call) and edge.how == "call"
            if passed and isinstance(edge.node, cst.Call) and module.use(edge.node).kind not in _IN_PLACE:
                continue
            if not self._choices.is_chosen(edge.op):
                yield edge

    # -- what a function uses -----------------------------------------------------------------------------------------

    def _uses(self, function: Function) -> list[_Use]:
        """The operations of a function that work under one library only, in evaluation order."""
        found = self._used.get(function)
        if found is None:
            found = self._used[function] = []
            inside: set[cst.CSTNode] = set()
            for op in reversed(function.ops):  # an await comes behind the call that it awaits
                for node, values in self._needing(op):
                    name = self._name(values)
                    if name and node not in inside and not self._choices.is_chosen(op):
                        found.append(_Use(op, node, name, NEEDS[name.partition(".")[0]]))
                    if isinstance(op, (Suspend, Enter, Iterate)):
                        inside.add(node)
            found.reverse()
        return found

    def _needing(self, op: Op) -> Iterator[tuple[cst.BaseExpression, Values]]:
        module = self._module
        if isinstance(op, Suspend) and isinstance(op.node, cst.Await):
            yield op.node.expression, self._values(op.node.expression, op)
        elif isinstance(op, Enter):
            node = op.node.item
            values = self._values(node, op)
            if op.scope.is_async or all(_name_of(value) in _SCOPES for value in values):
                yield node, values
        elif isinstance(op, Iterate) and op.is_async:
            yield op.iterable, self._values(op.iterable, op)
        elif isinstance(op, Call) and last_name(op.node.func) in _CALLED and not self._has_guests:
            values = module.values(op.node.func, op)  # not all of them are in the catalogue
            if all(_name_of(value) in _CALLS for value in values):
                yield op.node, values

    def _values(self, node: cst.BaseExpression, op: Op) -> Values:
        """What is awaited or entered: the function that is called, or the object."""
        call = self._module.call_at(node) if isinstance(node, cst.Call) else None
        targets = self._module.values(call.node.func, call) if call is not None else ()
        if targets and all(_name_of(target).partition(".")[0] in NEEDS for target in targets):
            return targets
        return self._module.values(node, op)

    @staticmethod
    def _name(values: Values) -> str:
        """The API that an operation is of, if all that it may be is of one library."""
        names = [_name_of(value) for value in values]
        libraries = {NEEDS.get(name.partition(".")[0], "") for name in names}
        return names[0] if len(libraries) == 1 and libraries != {""} else ""


def _name_of(value: Value) -> str:
    if isinstance(value, Coroutine):
        value = value.of
    if isinstance(value, (External, ExternalMethod)):
        return value.name
    return value.type if isinstance(value, Instance) and isinstance(value.type, str) else ""


__all__ = ["Foreign", "MixedLibraries"]
