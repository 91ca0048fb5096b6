"""Uses of asyncio that newer Pythons refuse: arguments and functions that are no more, a loop where none runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.channels.handlers import names
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Raise, Return, Try, enclosing
from flake8_asyncsafe.model.values import Constant, External, ExternalMethod, Instance
from flake8_asyncsafe.syntax.walk import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.catalogue.entries import Api
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block, Call, Op
    from flake8_asyncsafe.model.scopes import Function

_GET = "asyncio.get_event_loop"
_RUNS = frozenset({"run_until_complete", "run_forever"})
_CONSTRUCTORS = frozenset({"__init__", "__post_init__"})
#: names of parameters by which test fixtures give a loop that is the current one
_FIXTURES = frozenset({"event_loop", "loop", "io_loop"})
#: exceptions by which code says that it knows that the API may be gone
_EXPECTED = frozenset(
    {"RuntimeError", "TypeError", "AttributeError", "ImportError", "Exception", "BaseException", "DeprecationWarning"}
)
#: those by which code notices that a name is not there
_GONE = frozenset({"AttributeError", "ImportError"})
_LOOKS = frozenset({"hasattr", "getattr"})
#: a test with more parts is not looked through to its end
_LONGEST = 100
_VERSIONS = frozenset({"version_info", "hexversion", "python_version", "python_version_tuple"})


@dataclass(frozen=True, slots=True)
class Obsolete:
    """``node`` is an error since Python ``since``; ``what`` says what it is, ``instead`` what to write."""

    node: cst.BaseExpression
    what: str
    since: str
    instead: str


class ObsoleteAsyncio:
    """Finds them in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def removed(self) -> Iterator[Obsolete]:
        """Arguments, functions and decorators that are no more."""
        for call in self._module.calls():
            apis = self._certain(call)
            given = self._in_partial(call, apis)
            for arg in call.node.args:
                keyword = arg.keyword.value if arg.keyword is not None else ""
                since = [api.removed_arguments[keyword] for api in given if keyword in api.removed_arguments]
                if since and len(since) == len(given) and not self._is_expected(call):
                    made = call.node.args[0].value if given is not apis else call.node.func
                    what = f"{self._module.source(made)}({keyword}=...)"
                    yield Obsolete(call.node, what, since[0], f"leave out `{keyword}=`: it uses the running loop")
            yield from self._gone(call.node.func, apis, call)
        for function in self._module.functions:
            place = function.write
            for decorator in function.decorators if place is not None else ():
                assert place is not None
                names = self._module.names_of(decorator, place)
                apis = tuple(api for name in names if (api := self._module.catalogue.api(name)) is not None)
                if len(self._module.values(decorator, place)) == 1:
                    yield from self._gone(decorator, apis, place)

    def _in_partial(self, call: Call, apis: tuple[Api, ...]) -> tuple[Api, ...]:
        """The entries of what gets the keywords: of ``partial(asyncio.sleep, 1, loop=loop)`` the first argument."""
        if last_name(call.node.func) != "partial" or len(call.node.args) < 2 or call.node.args[0].star:
            return apis
        if "functools.partial" not in self._module.names_of(call.node.func, call):
            return apis
        values = self._module.values(call.node.args[0].value, call)
        names = [value.name for value in values if isinstance(value, (External, ExternalMethod))]
        found = [api for name in names if (api := self._module.catalogue.api(name)) is not None]
        return tuple(found) if len(found) == len(values) else ()

    def _gone(self, node: cst.BaseExpression, apis: tuple[Api, ...], op: Op) -> Iterator[Obsolete]:
        if len(apis) == 1 and apis[0].until and apis[0].name.startswith("asyncio.") and not self._is_expected(op):
            yield Obsolete(node, self._module.source(node), apis[0].until, apis[0].why)

    def _certain(self, call: Call) -> tuple[Api, ...]:
        """The entries of what a call calls, if all of that is catalogued."""
        targets = self._module.targets(call)
        apis = self._module.apis(call)
        known = all(isinstance(target, (External, ExternalMethod)) for target in targets)
        return apis if known and len(apis) == len(targets) else ()

    # -- the current loop ---------------------------------------------------------------------------------------------

    def in_coroutines(self) -> Iterator[Call]:
        """``get_event_loop()`` where a loop certainly runs."""
        for function in self._module.on_loop:
            for call in function.calls:
                if self._gets_loop(call):
                    yield call

    def without_loop(self) -> Iterator[tuple[Call, str]]:
        """(call, why no loop runs there) for each ``get_event_loop()`` that finds none."""
        if "get_event_loop" not in self._module.lowered_source or self._module.imports("nest_asyncio"):
            return
        calls = [call for call in self._module.calls() if self._gets_loop(call)]
        if not calls or self._sets_loop():
            return
        for call in calls:
            reason = self._reason(call)
            if reason and not self._is_expected(call):
                yield call, reason

    def _gets_loop(self, call: Call) -> bool:
        func = call.node.func
        last = func.attr.value if isinstance(func, cst.Attribute) else getattr(func, "value", "")
        if not isinstance(last, str) or (isinstance(func, cst.Attribute) and last != "get_event_loop"):
            return False
        return [getattr(target, "name", "") for target in self._module.targets(call)] == [_GET]

    def _sets_loop(self) -> bool:
        """Whether the module makes some loop the current one: then `get_event_loop()` finds that."""
        for call in self._module.calls():
            if dotted_text(call.node.func).rpartition(".")[2] != "set_event_loop" or not call.node.args:
                continue
            given = self._module.values(call.node.args[0].value, call)
            if given != (Constant(None),):
                return True
        return False

    def _reason(self, call: Call) -> str:
        function = call.function
        if function.kind == "module":
            return "at import time no loop runs"
        if function.is_async or function.kind != "function" or self._has_loop(function):
            return ""
        if self._is_run(call, function):
            return "nothing runs before this function runs the loop"
        if self._only_from_import(function):
            what = f"`{function.name}` is called" if function.owner is None else f"`{function.owner.name}` is made"
            return f"{what} at import time, where no loop runs"
        return ""

    @staticmethod
    def _has_loop(function: Function) -> bool:
        """Whether a test framework made a loop for the function."""
        params = set(function.parameter_names())
        bases = [dotted_text(base) for base in function.owner.bases] if function.owner is not None else []
        return bool(params & _FIXTURES) or any("Async" in base for base in bases)

    def _is_run(self, call: Call, function: Function) -> bool:
        """Whether the function itself runs the loop that it gets."""
        for other in function.calls:
            func = other.node.func
            if isinstance(func, cst.Attribute) and func.attr.value in _RUNS:
                for value in self._module.values(func.value, other):
                    if isinstance(value, Instance) and value.origin is call.node:
                        return True
        return False

    def _only_from_import(self, function: Function) -> bool:
        """Whether a function is called by top-level code, directly or through others, and by no coroutine."""
        seen = {function}
        todo = [function]
        reached = False
        while todo:
            current = todo.pop()
            if current.kind == "module":
                reached = True
                continue
            if current.kind != "function" or current.is_async or self._is_passed(current):
                return False
            for caller, _ in self._module.graph.callers(current):
                if caller not in seen:
                    seen.add(caller)
                    todo.append(caller)
        return reached

    def _is_passed(self, function: Function) -> bool:
        """Whether a function is given to somebody who may call it anywhere; of a class the constructor is looked at."""
        made = function if function.owner is None else function.owner if function.name in _CONSTRUCTORS else None
        write = made.write if made is not None else None
        if made is None or write is None or any(last_name(_called(each)) != "dataclass" for each in made.decorators):
            return True
        return any(
            isinstance(read.node, cst.Name) and self._module.use(read.node).kind != "called"
            for read in write.block.scope.read_anywhere(made.name)
        )

    # -- code that knows ----------------------------------------------------------------------------------------------

    def _is_expected(self, op: Op) -> bool:
        """Whether the code is for older Pythons, is never reached, or takes the exception."""
        if self._is_behind(op.block, op.at):
            return True
        for compound, inner in enclosing(op.block):
            if self._is_behind(compound.block, compound.at):
                return True
            if isinstance(compound, Branch) and self._asks_version(compound):
                return True
            if isinstance(compound, Try):
                for handler in compound.handlers:
                    named = names(handler.type)
                    if inner is compound.body and _EXPECTED & named:
                        return True
                    if inner is handler.block and _GONE & named:
                        return True  # the newer one has been tried, and is not there
        return False

    def _is_behind(self, block: Block, at: int) -> bool:
        """Whether a place is behind a return: of every path, or of that of newer Pythons."""
        return any(
            isinstance(item, (Return, Raise))
            or (
                isinstance(item, Branch)
                and any(body.items and isinstance(body.items[-1], (Return, Raise)) for _, body in item.arms)
                and self._asks_version(item)
            )
            for item in block.items[:at]
        )

    def _asks_version(self, branch: Branch) -> bool:
        return any(self._mentions_version(test) for test in branch.tests if test is not None)

    def _mentions_version(self, test: cst.BaseExpression) -> bool:
        """Whether a test is about the version of Python, directly or by a constant of the module."""
        todo: list[cst.CSTNode] = [test]
        steps = 0
        while todo and steps < _LONGEST:
            node = todo.pop()
            steps += 1
            if isinstance(node, cst.Name):
                if node.value in _VERSIONS:
                    return True
                bindings = self._module.functions[0].scope.bindings.get(node.value, ())
                if len(bindings) == 1 and bindings[0].how == "assign" and bindings[0].value is not None:
                    todo.append(bindings[0].value)
            elif isinstance(node, cst.Call) and last_name(node.func) in _LOOKS and node.args:
                if dotted_text(node.args[0].value).partition(".")[0] == "asyncio":
                    return True  # `hasattr(asyncio, "current_task")`
                todo += parts(node)
            elif isinstance(node, cst.SimpleString):
                if node.raw_value in {"loop", "get_event_loop", "coroutine"}:
                    return True  # `"loop" in signature.parameters`, `hasattr(asyncio, "coroutine")`
            elif isinstance(node, (cst.BaseExpression, cst.ComparisonTarget, cst.Arg, cst.Element)):
                todo += parts(node)
        return False


def _called(decorator: cst.BaseExpression) -> cst.BaseExpression:
    return decorator.func if isinstance(decorator, cst.Call) else decorator
