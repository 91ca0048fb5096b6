"""The readable print of a file's model, for those who write rules and those who report bugs.

What the file says of itself comes first (imports, classes, who starts what), then each function: where it runs, what
running it does, and its operations in evaluation order, indented by the structure they stand in.  A question mark
marks what runs to decide a branch or the next turn of a loop.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.describe.body import BodyPrinter
from flake8_asyncsafe.model.describe.words import Words
from flake8_asyncsafe.model.module import model
from flake8_asyncsafe.model.ops import Write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_asyncsafe.model.calls.effects import Step
    from flake8_asyncsafe.model.linking.project import Project
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function
    from flake8_asyncsafe.settings import Settings

_LOOP, _IMPORT = "the event loop", "import of the module"
#: where the APIs of the catalogue run what they are given, in words
PLACES = {
    Where.TASK: _LOOP,
    Where.LOOP_CALLBACK: _LOOP,
    Where.NEW_LOOP: _LOOP,
    Where.THREAD: "another thread",
    Where.PROCESS: "another process",
    Where.SIGNAL: "a signal handler",
    Where.FINALISER: "a finaliser",
    Where.CALLER: "whichever thread uses the object",
}


def describe(source: str, path: str, settings: Settings, project: Project | None = None) -> str:
    """Print the model of a text; with a project, what it uses of other modules is looked up there.

    Raises ParseRefusedError (and SyntaxError, if it is not Python).
    """
    tree = ast.parse(source)
    module = model(source, path, settings, tree) if project is None else project.model(source, path, tree)
    return "\n".join(_Description(module).lines()) + "\n"


class _Description:
    def __init__(self, module: Module) -> None:
        self._module = module
        self._words = Words(module)
        self._places = _places(module)

    def lines(self) -> Iterator[str]:
        module = self._module
        yield f"{module.path}: module {module.name}, advice for {module.library}"
        yield from self._imports()
        yield from self._classes()
        yield from self._spawns()
        for function in sorted(module.functions, key=self._order):
            yield from self._function(function)

    def _order(self, function: Function) -> tuple[int, int]:
        assert self._module.locator is not None
        return (0, 0) if function.kind == "module" else self._module.locator.locate(function.node)

    # -- the parts ----------------------------------------------------------------------------------------------------

    def _imports(self) -> Iterator[str]:
        found: list[tuple[int, str]] = []
        for function in self._module.functions:
            for op in function.ops:
                if isinstance(op, Write) and op.how == "import" and isinstance(op.node, cst.ImportAlias):
                    name = _bound_name(op.node)
                    full = self._words.values(self._module.evaluator.bound(op)) or str(op.detail)
                    text = full if full == name else f"{name} = {full}"
                    where = "" if function.kind == "module" else f" (in {function.qualname})"
                    found.append((self._module.line(op.node), text + where))
        found += [(0, f"* from {star}") for star in self._module.lowering.module.scope.stars]
        if found:
            yield from ("", "imports")
            yield from (f"{line or '':>5}  {text}" for line, text in found)

    def _classes(self) -> Iterator[str]:
        module = self._module
        for cls in module.lowering.classes:
            bases = [
                *(self._words.cls(base) for base in module.classes.mro(cls)[1:]),
                *module.classes.external_bases(cls),
            ]
            more = "" if module.classes.complete(cls) else ", and bases that are not known"
            yield ""
            yield f"class {cls.qualname}, line {module.line(cls.node)}"
            if bases or more:
                yield f"       bases: {', '.join(bases) or 'none in sight'}{more}"
            yield from self._attributes(cls)

    def _attributes(self, cls: Class) -> Iterator[str]:
        module = self._module
        names = dict.fromkeys([*cls.scope.bindings, *cls.attributes])
        for name in names:
            writes = [*cls.scope.bindings.get(name, ()), *cls.attributes.get(name, ())]
            if all(write.how in {"def", "class", "import"} for write in writes):
                continue
            values = self._words.values(tuple(value for write in writes for value in module.evaluator.bound(write)))
            lines = ", ".join(str(line) for line in dict.fromkeys(module.line(write.node) for write in writes))
            yield f"       .{name} = {values or '?'}  (set on {'line' if ',' not in lines else 'lines'} {lines})"

    def _spawns(self) -> Iterator[str]:
        spawns = self._module.spawns.all()
        if spawns:
            yield from ("", "spawns")
        for spawn in spawns:
            where = PLACES.get(spawn.where, "here, before the call returns")
            what = self._words.value(spawn.value)
            line = self._module.line(spawn.op.node)
            yield f"{line:>5}  {spawn.name} runs {what if what != '?' else self._words.text(spawn.argument)}: {where}"

    def _function(self, function: Function) -> Iterator[str]:
        body = list(BodyPrinter(self._module, self._words, function).lines())
        if function.kind == "module" and not body:
            return
        yield ""
        yield self._signature(function)
        yield from (f"       {fact}" for fact in self._facts(function))
        yield from body

    def _signature(self, function: Function) -> str:
        if function.kind == "module":
            return "module"
        params = []
        for param in function.params:
            if isinstance(param.node, cst.Param):
                known = self._words.values(self._module.evaluator.bound(param))
                star = param.node.star if isinstance(param.node.star, str) else ""
                params.append(f"{star}{param.node.name.value}{f': {known}' if known else ''}")
        word = "lambda" if function.kind == "lambda" else "async def" if function.is_async else "def"
        name = function.qualname
        return f"{word} {name}({', '.join(params)}), line {self._module.line(function.node)}"

    def _facts(self, function: Function) -> Iterator[str]:
        module = self._module
        kind = kind_of(function)
        if kind:
            yield kind
        for decorator in function.decorators:
            yield f"decorated: @{self._words.text(decorator)}"
        yield f"runs on: {', '.join(self._places.get(function, ())) or 'not known: nobody in sight calls it'}"
        callers = dict.fromkeys(
            f"line {module.line(edge.node)} in {caller.qualname if caller.kind != 'module' else 'the module'}"
            + (f" ({edge.how})" if edge.how != "call" else "")
            for caller, edge in module.graph.callers(function)
        )
        if callers:
            yield f"called: {'; '.join(callers)}"
        if not function.is_async:
            for blocking in module.blocking_effects.of(function):
                yield f"blocks ({blocking.what.category.value}): {self._chain(blocking.via, blocking.what.name)}"
            for runs in module.loop_effects.of(function):
                yield f"runs an event loop: {self._chain(runs.via, runs.what)}"
        for taken in module.critical.summaries.acquisitions.of(function):
            yield f"takes: {taken.what.lock.text}: {self._chain(taken.via, '')}"

    def _chain(self, via: Iterable[Step], end: str) -> str:
        steps = [f"{self._words.place(step.node)} in {step.function.qualname or 'the module'}" for step in via]
        return " -> ".join([*steps, end] if end else steps)


def kind_of(function: Function) -> str:
    """What calling a function makes, and whether it is a method; "" for a plain function."""
    if function.kind != "function":
        return ""
    words = {(True, True): "async generator", (True, False): "coroutine function", (False, True): "generator"}
    kind = words.get((function.is_async, function.is_generator), "")
    method = f"method of {function.owner.qualname}" if function.owner is not None and function.receiver else ""
    return ", ".join(part for part in (kind, method) if part)


def _bound_name(alias: cst.ImportAlias) -> str:
    name: cst.BaseExpression | None = alias.asname.name if alias.asname is not None else alias.name
    while isinstance(name, cst.Attribute):
        name = name.value
    return name.value if isinstance(name, cst.Name) else ""


def _places(module: Module) -> dict[Function, dict[str, None]]:
    """Where each function runs, as far as spawn edges and calls tell; callees run where their callers do."""
    found: dict[Function, dict[str, None]] = {}
    todo: list[tuple[Function, str]] = [(module.lowering.module, _IMPORT)]
    todo += [(function, _LOOP) for function in module.functions if function.is_async]
    for spawn in module.spawns.all():
        if spawn.function is not None and spawn.where in PLACES:
            todo.append((spawn.function, PLACES[spawn.where]))
    todo.reverse()
    while todo:
        function, place = todo.pop()
        places = found.setdefault(function, {})
        if place in places:
            continue
        places[place] = None
        todo += [
            (edge.callee, place)
            for edge in module.graph.edges(function)
            if not edge.callee.is_async and not edge.callee.is_stub
        ]
    return found
