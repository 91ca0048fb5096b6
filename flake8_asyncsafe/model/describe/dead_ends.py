"""Calls that lead nowhere, and why: what to look at when a report that should be there is not.

A call leads somewhere if it is of a function or class in sight, or of an API that the catalogue, the configuration or
the standard library explains.  Everything else has no effect for the rules.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.describe.words import shown
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.inference.decorators import keeps_protocol
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import (
    UNKNOWN,
    ClassRef,
    Constant,
    External,
    ExternalMethod,
    FunctionRef,
    Instance,
    Method,
    Partial,
    Value,
    Values,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flake8_asyncsafe.model.describe.words import Words
    from flake8_asyncsafe.model.linking.program import Program
    from flake8_asyncsafe.model.linking.stubs import StubModule
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op, Write

#: a value is traced back over so many definitions
_DEEPEST = 4
_LIBRARY = sys.stdlib_module_names | {"builtins"}
_OBJECT = "object of unknown type"
#: methods of plain data: no object of unknown type is taken for one with a method of such a name that matters
_OF_DATA = frozenset(name for kind in (str, list, dict, set, int) for name in dir(kind)) | frozenset(dir(object))


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """A call that leads nowhere: where it is (``function`` of ``file``), what is called, and why it ends there.

    ``reason`` is one of: object of unknown type, unknown callable, not in the catalogue, module not found, module not
    read, no such name, decorator not in sight, dynamic dispatch.  ``detail`` is the sentence for the case.
    """

    file: str
    line: int
    function: str
    call: str
    reason: str
    detail: str


class DeadEnds:
    """Finds the dead ends of one module, linked to the rest of the ``program``."""

    def __init__(self, module: Module, words: Words, program: Program) -> None:
        self._module = module
        self._words = words
        self._program = program

    def of(self, function: Function) -> Iterator[DeadEnd]:
        """The calls in a function's own body that lead nowhere, each text once; first the function itself, if hidden.

        What is awaited is left out: whatever it is, it is no plain call that blocks.  So are methods of strings and
        containers (``rest.split()``), unless something in the catalogue that blocks has the same name.
        """
        module = self._module
        seen: set[str] = set()
        if function.decorators and self._is_hidden(function):
            line = module.line(function.node)
            decorators = ", ".join(f"@{name}" for name in decorator_names(function))
            yield DeadEnd(shown(module.path), line, function.qualname, decorators, *self._decorated(function))
        for call in function.calls:
            text = module.called_text(call.node)
            if text in seen or module.use(call.node).kind == "awaited" or self._is_of_data(call):
                continue
            found = self._reason(call)
            if found is not None:
                seen.add(text)
                name = function.qualname if function.kind != "module" else "the module"
                yield DeadEnd(shown(module.path), module.line(call.node), name, text, *found)

    def _is_hidden(self, function: Function) -> bool:
        """Whether decorators make something of a function that is not known."""
        return all(value == UNKNOWN for value in self._module.evaluator.decorators.result(function))

    def _is_of_data(self, call: Call) -> bool:
        func = call.node.func
        if not isinstance(func, cst.Attribute) or func.attr.value not in _OF_DATA:
            return False
        return func.attr.value not in self._that_block

    @cached_property
    def _that_block(self) -> frozenset[str]:
        """The last names of the APIs that block or run a loop."""
        catalogue = self._module.catalogue
        found = (name for name, api in catalogue.apis.items() if api.blocks is not None)
        return frozenset(name.rpartition(".")[2] for name in (*found, *catalogue.loop_runners))

    # -- one call -----------------------------------------------------------------------------------------------------

    def _reason(self, call: Call, depth: int = 0) -> tuple[str, str] | None:
        """(reason, detail) of a call that leads nowhere; None if it leads somewhere."""
        module = self._module
        func = call.node.func
        targets = module.targets(call)
        if all(target == UNKNOWN for target in targets):
            # the model leaves out names that nothing of interest has; here the question is what they are
            targets = module.evaluator.calls.targets(call.node, call)
        found: list[tuple[str, str]] = []
        for target in targets:
            if target == UNKNOWN or isinstance(target, Constant):
                continue
            reason = self._of_target(target)
            if reason is None:
                return None
            found.append(reason)
        if found:
            return found[0]
        if isinstance(func, cst.Attribute):
            return self._of_attribute(func, call, depth)
        if isinstance(func, cst.Name):
            if func.value == "super":
                return None
            return self._of_name(func.value, call, depth)
        return "unknown callable", f"what `{module.source(func)}` gives is not known"

    def _of_target(self, target: Value) -> tuple[str, str] | None:
        while isinstance(target, Partial):
            target = target.target
        if isinstance(target, Method):
            return self._dispatched(target)
        if isinstance(target, (External, ExternalMethod)):
            return self._outside(target.name)
        if isinstance(target, Instance) and isinstance(target.type, str):
            return self._outside(f"{target.type}.__call__")
        return None

    def _dispatched(self, target: Method) -> tuple[str, str] | None:
        """An abstract method means whatever a subclass has; those of other modules are not looked for."""
        function, cls = target.function, target.receiver
        if function.is_stub:
            kinds = frozenset(getattr(function, "kinds", ()))
        else:
            kinds = self._module.evaluator.decorators.kinds(function)
        if "abstractmethod" not in kinds or any(True for _ in self._module.classes.overrides(cls, function.name)):
            return None
        name = f"{self._words.cls(cls)}.{function.name}"
        return "dynamic dispatch", f"`{name}` is abstract, and no class in its module or in this one implements it"

    # -- names of something outside -----------------------------------------------------------------------------------

    def _outside(self, name: str) -> tuple[str, str] | None:
        root = name.partition(".")[0]
        if root in _LIBRARY or self._program.is_catalogued(name):
            return None
        if not root:
            return "module not found", f"`{name}` leads out of the package that the file is in"
        owner = name.rpartition(".")[0]
        while owner:
            if self._program.is_catalogued(owner):
                return (
                    "not in the catalogue",
                    f"the catalogue has `{owner}`, but not `{name}`: it is taken not to block",
                )
            owner = owner.rpartition(".")[0]
        sources = self._program.sources
        located = sources.locate(name)
        if located is None:
            if sources.may_be_own(root):
                return "module not found", f"there is no module for `{name}` under the source roots"
            if root in self._module.catalogue.roots:
                return "not in the catalogue", f"the catalogue has `{root}`, but not `{name}`: it is taken not to block"
            return "not in the catalogue", f"`{name}` is not of the project, and the catalogue does not have it"
        found, rest = located
        silence = self._program.silence(found)
        if silence:
            return "module not read", f"`{found.name}` {silence}"
        return self._in_module(self._program.module(found), rest)

    def _in_module(self, home: StubModule, rest: str) -> tuple[str, str]:
        """Why a name in another module of the project leads nowhere."""
        first, _, others = rest.partition(".")
        if not rest:
            return "unknown callable", f"`{home.name}` is a module"
        bindings = home.summary.names.get(first, ())
        if not bindings:
            if home.summary.stars:
                stars = ", ".join(dict.fromkeys(home.summary.stars))
                return (
                    "no such name",
                    f"`{home.name}` does not bind `{first}`, nor does what it imports with * ({stars})",
                )
            if "__getattr__" in home.summary.names:
                return "dynamic dispatch", f"`{home.name}.{first}` comes from the `__getattr__` of the module"
            if others:
                full = f"{home.name}.{first}"
                return "module not found", f"there is no module `{full}` under the source roots, nor is it bound there"
            return "no such name", f"`{home.name}` does not bind `{first}`, nor is there such a module"
        for binding in bindings:
            if binding.function >= 0:
                names = (each.name for each in home.summary.functions[binding.function].decorators)
                decorators = self._unseen(names)
                if decorators:
                    return _decorated_with(f"{home.name}.{first}", decorators)
            if binding.cls >= 0 and self._program.is_opaque(f"{home.name}.{first}", home.cls(binding.cls)):
                known = f"{home.name}.{first}"
                why = f"the catalogue has members of `{known}`, but not `{home.name}.{rest}`: it is taken not to block"
                return "not in the catalogue", why
            if binding.cls >= 0 and others:
                return self._no_member(home.cls(binding.cls), others.partition(".")[0])
        return "unknown callable", f"what `{home.name}.{rest}` is bound to is not known"

    # -- names and attributes of the module itself --------------------------------------------------------------------

    def _of_name(self, name: str, op: Op, depth: int) -> tuple[str, str]:
        scope = op.block.scope.lookup(name)
        writes = scope.bindings.get(name, ()) if scope is not None else ()
        if not writes:
            for star in self._module.lowering.module.scope.stars:
                if self._program.sources.locate(star) is None:
                    why = f"a star import may bind `{name}`, and there is no module `{star}` under the source roots"
                    return "module not found", why
            return "no such name", f"nothing in sight binds `{name}`"
        write = _last(writes, op)
        if write.how == "def" and isinstance(write.detail, Function):
            return self._decorated(write.detail)
        if write.how.startswith("param"):
            owner = write.function.qualname or "the lambda"
            return (
                "dynamic dispatch",
                f"`{name}` is a parameter of `{owner}`: it counts where a caller in sight passes it",
            )
        return "unknown callable", self._why_name(name, write, depth)

    def _decorated(self, function: Function) -> tuple[str, str]:
        decorators = self._unseen(decorator_names(function)) or "something that may replace it"
        return _decorated_with(function.qualname, decorators)

    @staticmethod
    def _unseen(names: Iterable[str]) -> str:
        """The decorators among some that may make anything of a function."""
        return ", ".join(f"`@{name}`" for name in names if not keeps_protocol(name))

    def _of_attribute(self, func: cst.Attribute, op: Op, depth: int) -> tuple[str, str]:
        module = self._module
        name = func.attr.value
        if isinstance(func.value, cst.Call) and dotted_text(func.value.func) == "super":
            return "object of unknown type", f"which class's `{name}` it is depends on bases that are not known"
        for value in module.values(func.value, op):
            if isinstance(value, Instance) and isinstance(value.type, Class):
                return self._no_member(value.type, name)
            if isinstance(value, ClassRef):
                return self._no_member(value.cls, name)
        return _OBJECT, self._why(func.value, op, depth)

    def _no_member(self, cls: Class, name: str) -> tuple[str, str]:
        classes = self._module.classes
        full = f"{self._words.cls(cls)}.{name}"
        for _, writes in classes.definitions(cls, name):
            for write in writes:
                if write.how == "def" and isinstance(write.detail, Function):
                    function = write.detail
                    names = getattr(function, "kinds", ()) if function.is_stub else decorator_names(function)
                    decorators = self._unseen(names)
                    if decorators:
                        return _decorated_with(full, decorators)
            return "unknown callable", f"what `{full}` holds is not known"
        if not classes.complete(cls):
            bases = ", ".join(classes.external_bases(cls)) or "not known"
            return _OBJECT, f"`{full}` may come from a base outside the project ({bases})"
        return "no such name", f"`{self._words.cls(cls)}` has no `{name}` in sight"

    # -- why a value is not known -------------------------------------------------------------------------------------

    def _why(self, node: cst.BaseExpression, op: Op, depth: int) -> str:
        """Where what is known of an expression ends, in a sentence."""
        module = self._module
        text = module.source(node)
        if depth < _DEEPEST and isinstance(node, cst.Name):
            scope = op.block.scope.lookup(node.value)
            writes = scope.bindings.get(node.value, ()) if scope is not None else ()
            if writes:
                return self._why_name(node.value, _last(writes, op), depth)
            return f"nothing in the module binds `{node.value}`"
        if depth < _DEEPEST and isinstance(node, cst.Await):
            return self._why(node.expression, op, depth + 1)
        if depth < _DEEPEST and isinstance(node, cst.Attribute):
            return self._why_attribute(node, op, depth)
        if depth < _DEEPEST and isinstance(node, cst.Call):
            return self._why_call(node, op, depth + 1)
        return f"what `{text}` gives is not known"

    def _why_name(self, name: str, write: Write, depth: int) -> str:
        line = self._module.line(write.node)
        if write.how.startswith("param"):
            owner = write.block.function.qualname or "the lambda"
            if isinstance(write.node, cst.Param) and write.node.annotation is not None:
                annotation = self._module.source(write.node.annotation.annotation)
                return f"`{name}` is a parameter of `{owner}` annotated `{annotation}`, of which nothing is known"
            return f"`{name}` is a parameter of `{owner}` without an annotation: what callers pass is not looked up"
        if write.how in {"assign", "ann", "walrus"} and write.value is not None and not write.path:
            why = self._why(write.value, write, depth + 1)
            return f"`{name}` is set on line {line}: {why}"
        ways = {"for": "an element of what is iterated over", "with": "what is entered", "except": "an exception"}
        how = ways.get(write.how)
        return f"`{name}` is {how} on line {line}" if how else f"what `{name}` is bound to on line {line} is not known"

    def _why_attribute(self, node: cst.Attribute, op: Op, depth: int) -> str:
        module = self._module
        name = node.attr.value
        values: Values = module.values(node.value, op)
        for value in values:
            cls = value.type if isinstance(value, Instance) else value.cls if isinstance(value, ClassRef) else None
            if isinstance(cls, Class):
                writes = [write for _, found in module.classes.definitions(cls, name) for write in found]
                if writes and not cls.is_stub and not writes[-1].block.function.is_stub:
                    return self._why_name(f"{dotted_text(node) or name}", writes[-1], depth + 1)
                return self._no_member(cls, name)[1]
        if any(value != UNKNOWN for value in values):
            known = self._words.values(values)
            return f"`{module.source(node)}` is an attribute of {known}, and nothing is known of it"
        return self._why(node.value, op, depth + 1)

    def _why_call(self, node: cst.Call, op: Op, depth: int) -> str:
        module = self._module
        text = module.called_text(node)
        call = module.call_at(node)
        found = self._reason(call, depth) if call is not None else None
        if found is not None:
            return f"`{text}(...)` leads nowhere: {found[1]}"
        for target in module.evaluator.calls.targets(node, op):
            if isinstance(target, (FunctionRef, Method)):
                return f"what `{self._words.function(target.function)}` returns is not known"
        return f"what `{text}(...)` gives is not known"


def _decorated_with(name: str, decorators: str) -> tuple[str, str]:
    return "decorator not in sight", f"`{name}` is decorated with {decorators}: what that makes of it is not known"


def _last(writes: Sequence[Write], op: Op) -> Write:
    """The binding that an operation most likely sees: the last one before it in the same function, or else of all."""
    before = [write for write in writes if write.function is op.function and write.index < op.index]
    return (before or writes)[-1]
