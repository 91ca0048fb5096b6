"""Context variables: set and not put back, or set where those who read them have another context."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.methods import called_method
from flake8_asyncsafe.model.contexts.places import Context, Kind
from flake8_asyncsafe.model.contexts.question import Contexts
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Read
from flake8_asyncsafe.model.values import ExternalMethod, Instance, Partial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

_TYPE = "contextvars.ContextVar"
#: the parameters by which a function is told to be a middleware: it calls what comes next
_NEXT = frozenset({"call_next", "get_response", "next_handler", "next_", "call_next_handler"})
#: APIs that run a function in a copy of the caller's context, or in none that anybody sees
_CARRY = ("asyncio.to_thread", "anyio.to_thread", "trio.to_thread", "asgiref.", "starlette.")
_LOSE = (
    "threading.Thread", "threading.Timer", "concurrent.futures.", ".run_in_executor", "multiprocessing.pool.ThreadPool",
)  # fmt: skip


class ContextVars:
    """The context variables of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._uses: dict[Function, list[tuple[Call, str, str]]] = {}

    @property
    def relevant(self) -> bool:
        """Whether the module says the word."""
        return "contextvar" in self._module.lowered_source

    def uses(self, function: Function) -> list[tuple[Call, str, str]]:
        """(call, method, variable) for each call of set, get or reset in a function's own body."""
        found = self._uses.get(function)
        if found is None:
            found = self._uses[function] = []
            for call in function.calls:
                subject, method, place = called_method(call) or (None, "", call)
                if subject is None or method not in {"set", "get", "reset"}:
                    continue
                values = self._module.values(subject, place)
                if values and all(isinstance(each, Instance) and each.type == _TYPE for each in values):
                    found.append((call, method, dotted_text(subject)))
        return found

    def not_restored(self) -> Iterator[tuple[Call, str, str]]:
        """(set, variable, what the function is) for what a middleware or generator sets and does not put back."""
        for function in self._module.functions:
            kind = self._kind(function)
            if kind is None:
                continue
            uses = self.uses(function)
            restored = self._restored(function) if any(method == "set" for _, method, _ in uses) else frozenset()
            for call, method, name in uses:
                if method != "set" or self._is_put_back(call, name, restored) or self._is_last(call, function):
                    continue
                if self._module.use(call.node).kind in {"dropped", "bound"} and not self._keeps(call):
                    yield call, name, kind

    def _restored(self, function: Function) -> frozenset[str]:
        """What `reset` is called on, or looked up on for others to call, in a function and those inside of it."""
        inside = (function, *(each for each in self._module.functions if each.parent is function))
        found = {name for each in inside for _, method, name in self.uses(each) if method == "reset"}
        for op in (op for each in inside for op in each.ops):
            node = op.node
            if isinstance(op, Read) and isinstance(node, cst.Attribute) and node.attr.value == "reset":
                found.add(dotted_text(node.value))
        return frozenset(found)

    def _is_put_back(self, call: Call, name: str, restored: frozenset[str]) -> bool:
        """Whether the variable is reset by its name, or by its token: ``token.var.reset(token)``."""
        tokens = {f"{dotted_text(target)}.var" for target in self._module.use(call.node).targets}
        return name in restored or not restored.isdisjoint(tokens)

    def _keeps(self, call: Call) -> bool:
        """Whether the token is kept where another function may put the value back."""
        use = self._module.use(call.node)
        return any(not isinstance(target, cst.Name) for target in use.targets)

    def _kind(self, function: Function) -> str | None:
        if function.is_generator and function.yields:
            return "generator"
        params = set(function.parameter_names())
        if params & _NEXT or {"scope", "receive", "send"} <= params:
            return "middleware"
        return None

    @staticmethod
    def _is_last(call: Call, function: Function) -> bool:
        """Whether nothing of the others' work comes behind it: the generator ends, nothing is called."""
        if function.is_generator:
            return not any(each.index > call.index for each in function.yields)
        return not any(each.index > call.index for each in function.suspends) and not any(
            each.index > call.index for each in function.calls
        )

    def lost(self) -> Iterator[tuple[Context, str]]:
        """(context, variable) for functions that are started on a thread and read what is set outside of it."""
        contexts = self._module.ask(Contexts)
        readers: dict[Context, set[str]] = {}
        setters: dict[str, list[Function]] = {}
        for function in self._module.functions:
            for _, method, name in self.uses(function):
                if method == "set":
                    setters.setdefault(name.rpartition(".")[2], []).append(function)
                elif method == "get":
                    for reach in contexts.of(function):
                        if reach.kind is Kind.THREAD and reach.sure and not reach.loop:
                            readers.setdefault(reach.context, set()).add(name)
        for context, names in readers.items():
            if context.site is None or not self._loses(context):
                continue
            for name in sorted(names):
                inside = (
                    any(each.context is context for each in contexts.of(function))
                    for function in setters.get(name.rpartition(".")[2], ())
                )
                if setters.get(name.rpartition(".")[2]) and not any(inside):
                    yield context, name
                    break

    def _loses(self, context: Context) -> bool:
        if context.api.startswith(_CARRY) or self._is_carried(context.site):
            return False
        return any(context.api.startswith(each) or context.api.endswith(each) for each in _LOSE)

    def _is_carried(self, site: Op | None) -> bool:
        """Whether it is a context that is told to run the function: ``submit(copy_context().run, f)``."""
        if not isinstance(site, Call):
            return False
        for arg in site.node.args:
            for value in self._module.values(arg.value, site):
                target = value.target if isinstance(value, Partial) else value
                if isinstance(target, ExternalMethod) and target.name == "contextvars.Context.run":
                    return True
        return False
