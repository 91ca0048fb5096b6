"""Copies of objects that own a lock: a deep copy or a pickle fails, a shallow one shares the lock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.scopes import Class, StubClass
from flake8_asyncsafe.model.values import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call
    from flake8_asyncsafe.model.values import Value

#: what copies, and the methods by which a class may say how
_SHALLOW = frozenset({"copy.copy"})
_DEEP = frozenset(
    {"copy.deepcopy", "pickle.dump", "pickle.dumps", "cloudpickle.dumps", "cloudpickle.dump", "dill.dumps"}
)
_PICKLE = frozenset({"pickle.dumps"})
_SAY_HOW = ("__getstate__", "__reduce__", "__reduce_ex__", "__getnewargs__", "__getnewargs_ex__")
_MOST_ATTRIBUTES = 200


@dataclass(frozen=True, slots=True)
class LockCopy:
    """``call`` copies an object of ``cls``, whose ``attribute`` is a lock; ``shared``: both then have that one."""

    call: Call
    cls: Class
    attribute: str
    shared: bool


class LockCopies:
    """The copies of lock owners that one module makes."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._owned: dict[tuple[Class, bool], str] = {}

    def found(self) -> Iterator[LockCopy]:
        """Every copy of an object that owns a lock and does not say how it is copied."""
        if not any(self._module.imports(root) for root in ("copy", "pickle", "cloudpickle", "dill")):
            return
        for call in self._module.calls():
            names = self._module.names_of(call.node.func, call)
            shared = bool(names & _SHALLOW)
            if not shared and not names & _DEEP:
                continue
            given = argument(call.node, "x" if "copy." in next(iter(names)) else "obj", 0)
            for value in self._module.values(given, call) if given is not None else ():
                if isinstance(value, Instance) and isinstance(value.type, Class):
                    attribute = self._lock_of(value.type, thread_only=not shared)
                    if attribute and not self._says_how(value.type, names):
                        yield LockCopy(call, value.type, attribute, shared)
                        break

    def owned_lock(self, cls: Class) -> str:
        """The attribute of an object that keeps it from being pickled: a thread lock, if its class does not say how."""
        attribute = self._lock_of(cls, thread_only=True)
        return "" if not attribute or self.says_how_to_pickle(cls) else attribute

    def says_how_to_pickle(self, cls: Class) -> bool:
        """Whether a class, or one that it may derive from, says itself how its objects are pickled."""
        return self._says_how(cls, _PICKLE)

    def _says_how(self, cls: Class, names: frozenset[str]) -> bool:
        own = "__copy__" if names & _SHALLOW else "__deepcopy__"
        methods = (*_SAY_HOW, own) if any(name.startswith("copy.") for name in names) else _SAY_HOW
        classes = self._module.classes
        return not classes.complete(cls) or any(classes.method(cls, name) is not None for name in methods)

    def _lock_of(self, cls: Class, *, thread_only: bool) -> str:
        """The first attribute of an object that is a lock; empty if it has none."""
        key = (cls, thread_only)
        found = self._owned.get(key)
        if found is None:
            self._owned[key] = ""  # an object that makes one of its own class
            found = self._owned[key] = self._find_lock(cls, thread_only=thread_only)
        return found

    def _find_lock(self, cls: Class, *, thread_only: bool) -> str:
        for name in self.attributes(cls):
            for value in self._module.evaluator.members.attribute(Instance(cls), name):
                traits = self._module.locks.traits(value)
                if traits is not None and (traits.kind is LockKind.THREAD or not thread_only):
                    return name
                inner = self._lock_of_part(value, cls) if thread_only else ""
                if inner:
                    return f"{name}.{inner}"
        return ""

    def attributes(self, cls: Class) -> Iterator[str]:
        """The attributes that objects of a class have each for themselves, those of its bases among them."""
        names = [name for each in self._module.classes.mro(cls) for name in (*each.attributes, *each.scope.bindings)]
        for name in list(dict.fromkeys(names))[:_MOST_ATTRIBUTES]:
            if not self._is_class_level(cls, name):
                yield name

    def _lock_of_part(self, value: Value, owner: Class) -> str:
        """The lock of an object that the constructor of its owner makes, which is pickled with that one."""
        if not isinstance(value, Instance) or not isinstance(value.type, Class) or value.origin is None:
            return ""
        made = self._module.call_at(value.origin)
        if made is None or made.function.owner is not owner or made.function.name != "__init__":
            return ""
        return "" if isinstance(value.type, StubClass) else self.owned_lock(value.type)

    def _is_class_level(self, cls: Class, name: str) -> bool:
        """Whether an attribute is one of the class, which a copy of the object does not copy."""
        return any(
            name not in each.attributes and not _is_annotated(each, name)
            for each, _ in self._module.classes.definitions(cls, name)
        )


def _is_annotated(cls: Class, name: str) -> bool:
    """``lock: Lock = field(default_factory=Lock)``: an attribute of each object of a dataclass."""
    return any(write.how == "ann" for write in cls.scope.bindings.get(name, ()))
