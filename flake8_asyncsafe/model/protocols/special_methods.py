"""Special methods that are coroutine functions although Python itself calls them and awaits nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.inference.members import is_property
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import ClassRef, External, FunctionRef

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op


def _names(effect: str, *texts: str) -> dict[str, str]:
    return {f"__{name}__": effect for text in texts for name in text.split()}


_RAISES = "Python wants {wanted} from it and gets a coroutine object: TypeError"
_DROPPED = "Python calls it and drops the coroutine object: the body never runs"
_KEPT = "the coroutine object takes the place of the result"
#: what happens to the coroutine object, by the name of the method.  Not here: methods whose result is handed to code
#: that can await it (`__call__`, `__getitem__`, `__get__`, `__missing__`, `__copy__`, `a + b`) and the async protocols.
_EFFECTS: dict[str, str] = {
    **_names(_RAISES.format(wanted="None"), "init"),
    **_names(_RAISES.format(wanted="an integer"), "len length_hint index int hash sizeof"),
    **_names(_RAISES.format(wanted="a string"), "str repr format fspath"),
    **_names(_RAISES.format(wanted="a bool"), "bool"),
    **_names(_RAISES.format(wanted="a number"), "float complex"),
    **_names(_RAISES.format(wanted="bytes"), "bytes"),
    **_names(_RAISES.format(wanted="a list"), "dir"),
    **_names(_RAISES.format(wanted="an iterator"), "iter await"),
    **_names(_RAISES.format(wanted="a tuple"), "reduce reduce_ex getnewargs getnewargs_ex mro_entries"),
    **_names(_RAISES.format(wanted="a mapping"), "prepare"),
    **_names(_DROPPED, "post_init attrs_post_init attrs_pre_init del setattr delattr setitem delitem"),
    **_names(_DROPPED, "set delete set_name init_subclass setstate release_buffer"),
    **_names(
        "the coroutine object is true: every exception of the block is swallowed, and the body never runs", "exit"
    ),
    **_names("`with` binds the coroutine object, and the body never runs", "enter"),
    **_names("every loop gets coroutine objects and never an end", "next"),
    **_names("`in` and `isinstance` see a true coroutine object", "contains instancecheck subclasscheck subclasshook"),
    **_names("the comparison gives a coroutine object, which is always true", "eq ne lt le gt ge"),
    **_names(_KEPT, "getattr getattribute getstate class_getitem"),
    **_names(
        "the name is bound to the coroutine object",
        "iadd isub imul imatmul itruediv ifloordiv imod ipow ilshift irshift iand ixor ior",
    ),
}
_AITER = "`async for` wants an iterator from it and gets a coroutine object: TypeError"
#: decorators under which the function keeps its place
_HARMLESS = frozenset({"override", "abstractmethod", "final", "classmethod", "staticmethod", "overload", "typing_only"})


@dataclass(frozen=True, slots=True)
class AsyncSpecialMethod:
    """``node`` defines it, ``name`` is what Python knows it by, ``effect`` what comes of it."""

    node: cst.CSTNode
    name: str
    effect: str


class SpecialMethods:
    """Finds them in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def coloured(self) -> Iterator[AsyncSpecialMethod]:
        """Every special method and property part of the module that is async and must not be."""
        for function in self._module.coroutines:
            if function.owner is not None and function.write is not None and function.write.block.scope.kind == "class":
                yield from self._method(function, function.owner)
        for call in self._module.calls():
            if call.block.scope.kind == "class" and "builtins.property" in self._module.names_of(call.node.func, call):
                yield from self._property_call(call.node, call)

    def _method(self, function: Function, owner: Class) -> Iterator[AsyncSpecialMethod]:
        for name in decorator_names(function):
            of, _, part = name.rpartition(".")
            if part in {"setter", "deleter"} and self._is_property(owner, of):
                yield AsyncSpecialMethod(function.node, f"{of}.{part}", _DROPPED)
                return
        if any(name.rpartition(".")[2] not in _HARMLESS for name in decorator_names(function)):
            return
        name = function.name
        if name == "__aiter__":
            effect = "" if function.is_generator else _AITER
        elif name == "__new__":
            effect = self._new(owner)
        elif name == "__init__" and self._may_be_awaited(owner):
            effect = ""
        else:
            effect = _EFFECTS.get(name, "")
        if effect:
            if function.is_generator:
                effect = effect.replace("a coroutine object", "an async generator")
                effect = effect.replace("the coroutine object", "the async generator")
            yield AsyncSpecialMethod(function.node, name, effect)

    def _is_property(self, owner: Class, name: str) -> bool:
        for each in self._module.classes.mro(owner):
            for write in each.scope.bindings.get(name.rpartition(".")[2], ()):
                if isinstance(write.detail, Function) and is_property(write.detail):
                    values = [
                        value
                        for decorator in write.detail.decorators
                        for value in self._module.values(decorator, write)
                    ]
                    return any(isinstance(value, External) and value.name == "builtins.property" for value in values)
        return False

    def _may_be_awaited(self, owner: Class) -> bool:
        """Whether other code may await `__init__`: an async `__new__`, a metaclass, a base that is not in sight."""
        classes = self._module.classes
        if not classes.complete(owner):
            return True
        for each in classes.mro(owner):
            if "metaclass" in each.keywords or each.decorators:
                return True
            for write in each.scope.bindings.get("__new__", ()):
                if isinstance(write.detail, Function) and write.detail.is_async:
                    return True
        return self._is_awaited(owner)

    def _new(self, owner: Class) -> str:
        """``await Cls()`` works with an async ``__new__``: reported where the class is called without an await."""
        made = [
            call
            for call in self._module.calls()
            if any(isinstance(target, ClassRef) and target.cls is owner for target in self._module.targets(call))
        ]
        kinds = {self._module.use(call.node).kind for call in made}
        if kinds and kinds <= {"attribute", "bound", "dropped", "tested", "context", "iterated"}:
            return "calling the class gives a coroutine object and no instance"
        return ""

    def _is_awaited(self, owner: Class) -> bool:
        """Whether the module awaits the ``__init__`` of such objects by hand: ``await self.__init__()``."""
        lineage = self._module.classes.mro(owner)
        return any(
            isinstance(call.node.func, cst.Attribute)
            and call.node.func.attr.value == "__init__"
            and self._module.use(call.node).kind == "awaited"
            and call.function.name != "__init__"
            and (call.function.owner is None or call.function.owner in lineage)
            for call in self._module.calls()
        )

    def _property_call(self, node: cst.Call, op: Op) -> Iterator[AsyncSpecialMethod]:
        for name, place, part in (("fset", 1, "setter"), ("fdel", 2, "deleter")):
            given = argument(node, name, place)
            values = self._module.values(given, op) if given is not None else ()
            if (
                given is not None
                and values
                and all(isinstance(value, FunctionRef) and value.function.is_async for value in values)
            ):
                yield AsyncSpecialMethod(given, f"property {part}", _DROPPED)
