"""Mutable attributes of a class that its objects change as if they had one each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.aliasing.containers import Containers, container_of
from flake8_asyncsafe.model.aliasing.defaults import changed, is_class_variable, is_mutable
from flake8_asyncsafe.model.contexts import Contexts
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Write
from flake8_asyncsafe.model.sharing.accesses import Access, Accesses, Kind
from flake8_asyncsafe.syntax.walk import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class


@dataclass(frozen=True, slots=True)
class ClassLevelChange:
    """``access`` changes ``state``, which is named through self, and ``made`` makes once in the body of ``owner``."""

    access: Access
    state: str
    made: Write
    owner: Class
    runs: str


class ClassLevelState:
    """Such changes in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def changes(self) -> Iterator[ClassLevelChange]:
        """For each such attribute its first change through ``self`` in code that several tasks or threads run.

        Changes under a lock that all objects share are right, and say that the attribute is theirs in common: where
        one of them lacks the lock that is another matter.
        """
        for accesses in self._by_attribute():
            if any(
                self._is_guarded(access) or _registers_itself(access) or _is_keyed_by_itself(access)
                for access in accesses
            ):
                continue
            for access in accesses:
                state = self._named(access)
                runs = self._runs(access) if _is_through_self(access, state) else ""
                made = self._made(access, state) if runs else None
                if made is not None and access.function.owner is not None:
                    yield ClassLevelChange(access, state, made, access.function.owner, runs)
                    break

    def _named(self, access: Access) -> str:
        """What an access changes, as the function names it: ``self.rows`` of ``rows = self.rows; rows.append(1)``."""
        where = changed(access.op)
        if not isinstance(where, cst.Name):
            return access.text
        origin, _ = list(self._module.ask(Containers).origins(where, access.op))[-1]
        return self._module.source(origin)

    def _by_attribute(self) -> Iterator[tuple[Access, ...]]:
        elements = self._of_elements()
        by_key = self._module.ask(Accesses).by_key
        for key, accesses in {**dict.fromkeys(elements, ()), **by_key}.items():
            if key[0] == "class":
                own = (each for each in accesses if each.kind in {Kind.CHANGE, Kind.UPDATE})
                yield (*own, *elements.get(key, ()))
            elif key[0] == "self" and all(_extends(each) or each.kind is not Kind.STORE for each in accesses):
                # `self.rows += [row]` extends the list of the class, and then makes it one of the object's too
                yield tuple(each for each in accesses if _extends(each))

    def _of_elements(self) -> dict[tuple[object, ...], list[Access]]:
        """The changes of an element of such an attribute: ``self.rows[key].append(row)``."""
        found: dict[tuple[object, ...], list[Access]] = {}
        accesses = self._module.ask(Accesses)
        for function in self._module.functions if self._module.lowering.classes else ():
            for op in function.ops if function.owner is not None and not accesses.is_construction(function) else ():
                where = changed(op)
                state = container_of(where) if isinstance(where, (cst.Subscript, cst.Call)) else None
                key = accesses.key(state, op) if isinstance(state, cst.Attribute) else None
                if key is not None and state is not None and key[0] == "class":
                    access = Access(op, op.node, key, Kind.CHANGE, self._module.source(state))
                    found.setdefault(key, []).append(access)
        return found

    def _runs(self, access: Access) -> str:
        """Who runs the code of an access at the same time: "tasks", "threads", or "" for nobody in sight."""
        function = access.function
        contexts = self._module.ask(Contexts)
        if function.is_async or contexts.in_coroutine(function) is not None:
            return "tasks"
        if contexts.starts_threads and contexts.concurrent(function, function, access.op, access.op):
            return "threads"
        reach = contexts.on_thread(function)
        # `run` of a class of threads: each object is a thread, and a class is there for several
        return "threads" if reach is not None and reach.context.own else ""

    def _made(self, access: Access, state: str) -> Write | None:
        """Where the class makes the object, if that does not say that it is for all."""
        owner = access.function.owner
        name = state.rpartition(".")[2]
        if owner is None:
            return None
        for each, _ in self._module.classes.definitions(owner, name):
            writes = each.scope.bindings.get(name, ())
            own = [write for write in each.attributes.get(name, ()) if write.how != "aug"]
            if not writes and not own:
                continue  # extended here, made in a base
            if own or len(writes) != 1 or writes[0].value is None or not is_mutable(writes[0].value):
                return None
            return None if _is_said_to_be_shared(writes[0], name) else writes[0]
        return None

    def _is_guarded(self, access: Access) -> bool:
        """Whether a lock is held that all objects of the class have in common."""
        return any(
            held.lock.path.root[0] in {"class", "global"} for held in self._module.critical.held(access.op).may
        ) or any(lock[0] in {"class", "global"} for lock in self._module.ask(Accesses).held(access.op))


def _is_through_self(access: Access, state: str) -> bool:
    receiver = access.function.receiver
    return receiver is not None and receiver != "cls" and state.startswith(f"{receiver}.")


def _is_keyed_by_itself(access: Access) -> bool:
    """``self.seen[self.scope][key] = True``: who keeps things apart by object knows that the objects share."""
    receiver = access.function.receiver
    node: cst.BaseExpression | None = access.op.node if isinstance(access.op.node, cst.BaseExpression) else None
    if isinstance(node, cst.Subscript):
        node = node.value  # the key of what is stored says nothing of what it is stored in
    while isinstance(node, (cst.Subscript, cst.Attribute, cst.Call)):
        if isinstance(node, cst.Subscript) and any(
            isinstance(each, cst.Attribute) and isinstance(each.value, cst.Name) and each.value.value == receiver
            for part in node.slice
            for each in nodes(part)
        ):
            return True
        node = node.func if isinstance(node, cst.Call) else node.value
    return False


def _registers_itself(access: Access) -> bool:
    """``self.sessions[self.key] = self.handler``: the objects of the class enter themselves in what they share."""
    op, receiver = access.op, access.function.receiver
    if isinstance(op, Call):
        return any(isinstance(arg.value, cst.Name) and arg.value.value == receiver for arg in op.node.args)
    if not isinstance(op, Write) or not isinstance(op.node, cst.Subscript) or op.value is None:
        return False
    index = op.node.slice[0].slice
    key = dotted_text(index.value) if isinstance(index, cst.Index) else ""
    value = dotted_text(op.value)
    return value == receiver or {key.partition(".")[0], value.partition(".")[0]} == {receiver}


def _extends(access: Access) -> bool:
    return isinstance(access.op, Write) and access.op.how == "aug" and isinstance(access.node, cst.Attribute)


def _is_said_to_be_shared(write: Write, name: str) -> bool:
    """``rows: ClassVar[list] = []``, ``CACHE = {}``: it is one for all on purpose."""
    return name.isupper() or is_class_variable(write.detail)
