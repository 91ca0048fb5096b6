"""Loops that change the size of what they iterate over, directly or through what they call.

A ``for`` keeps a place in the container, not a copy of it.  So two things are asked of each loop: which container it
steps through (views, ``enumerate`` and the like do so too, ``list(x)`` does not), and whether an operation in its body
changes how many elements that container has and then lets the loop go on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.aliasing.containers import CHANGING, Containers, path_of, shown
from flake8_asyncsafe.model.aliasing.resizing import Resizing, is_relevant
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.flow import Flow
from flake8_asyncsafe.model.ops import Branch, Call, Iterate, Loop, Op, Read, Write, enclosing
from flake8_asyncsafe.model.tasks.nodes import is_inside
from flake8_asyncsafe.model.text import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.aliasing.containers import Path
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Item

_VIEWS = frozenset({"items", "keys", "values"})
#: what steps through its arguments as it is stepped through itself
_LAZY = frozenset(
    {"enumerate", "zip", "iter", "map", "filter", "chain", "islice", "takewhile", "dropwhile", "reversed"}
)


@dataclass(frozen=True, slots=True)
class Resize:
    """``node`` changes the size of ``path``, which ``loop`` steps through; ``via`` is the operation in a callee."""

    node: cst.CSTNode
    path: str
    kind: str
    loop: Loop
    op: Op
    via: Op | None = None


@dataclass(frozen=True, slots=True)
class _Stepped:
    path: Path
    view: str
    backwards: bool
    place: tuple[cst.BaseExpression, Op]
    kind: str = ""


class Iterated:
    """Finds such loops, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._containers = module.ask(Containers)

    def resized(self) -> Iterator[Resize]:
        """Every operation that changes what is iterated over, unless the loop ends with it."""
        for function in self._module.functions:
            found: list[tuple[Iterate, Resize]] = []
            for op in function.ops:
                if isinstance(op, Iterate) and not op.is_async:
                    loop = self._loop(op)
                    if loop is not None:
                        found += [(op, each) for each in self._of(op, loop)]
            if found:
                flow = _Pending({each.op: start for start, each in found}, function)
                flow.run(frozenset())
                # one statement is one slip, also where a container has two names: `d[new] = d.pop(old)`
                slips = {
                    (each.loop, self._module.line(each.node)): each for _, each in reversed(found) if flow.goes_on(each)
                }
                yield from reversed(slips.values())

    @staticmethod
    def _loop(op: Iterate) -> Loop | None:
        for item in op.block.items[op.at + 1 :]:
            if isinstance(item, Loop) and item.node is op.node:
                return item
            if not isinstance(item, Op):
                break
        return None

    # -- what is iterated ---------------------------------------------------------------------------------------------

    def _of(self, op: Iterate, loop: Loop) -> Iterator[Resize]:
        ops = [*loop.head.ops(), *loop.body.ops()]
        for way in self._stepped(op.iterable, op):
            if not self._may_change(way.path, ops) or self._is_rebound(way.path, ops):
                continue
            kind = self._containers.kind(*way.place)
            stepped = replace(way, kind="dict" if way.view and kind == "any" else kind)
            if not stepped.kind or (kind == "any" and _is_entered(*way.place)):
                continue
            for each in ops:
                found = self._changes(each, stepped, op, loop)
                if found is not None and not self._is_move(each):
                    yield found

    def _stepped(self, iterable: cst.BaseExpression, op: Op) -> Iterator[_Stepped]:
        """The containers that a loop over ``iterable`` keeps a place in."""
        todo = [(iterable, op, False, 0)]
        while todo:
            first, at, backwards, depth = todo.pop()
            for node, where in self._containers.origins(first, at):
                view = ""
                container = node
                if isinstance(node, cst.Call):
                    func = node.func
                    name = func.value if isinstance(func, cst.Name) else ""
                    if isinstance(func, cst.Attribute):
                        if func.attr.value in _VIEWS and not node.args:
                            view, container = func.attr.value, func.value
                        else:
                            name = func.attr.value if func.attr.value in {"chain", "islice"} else ""
                    if not view:
                        if name in _LAZY and depth < 3:
                            back = backwards or name == "reversed"
                            todo += [(arg.value, where, back, depth + 1) for arg in node.args if not arg.star]
                        continue
                elif isinstance(node, cst.GeneratorExp) and depth < 3:
                    todo.append((node.for_in.iter, where, backwards, depth + 1))
                    continue
                for each, there in self._containers.origins(container, where):
                    path = path_of(each)
                    if not path:
                        continue
                    yield _Stepped(path, view, backwards, (each, there))

    def _may_change(self, path: Path, ops: list[Op]) -> bool:
        """Whether some operation mentions the path in a way that may change it: a quick look, before any inference."""
        for each in ops:
            if isinstance(each, Call):
                func = each.node.func
                if isinstance(func, cst.Attribute) and func.attr.value in CHANGING:
                    return True
                if is_relevant(each, path):
                    return True
            elif (isinstance(each, Write) and isinstance(each.node, (cst.Subscript, cst.Attribute))) or (
                isinstance(each, Write) and each.how == "aug"
            ):
                return True
        return False

    @staticmethod
    def _is_rebound(path: Path, ops: list[Op]) -> bool:
        """Whether the path means another object inside the loop: ``for node in node.children``."""
        names = {step[1:-1] for step in path if step.startswith("[")} | {path[0]}
        for each in ops:
            if not isinstance(each, Write) or each.how in {"aug", "def", "class"}:
                continue
            target = path_of(each.node) if isinstance(each.node, cst.BaseExpression) else ()
            if isinstance(each.node, cst.BaseExpression) and not target:
                continue
            if (each.how == "del" and len(target) > 1) or not target:
                continue
            if target == path[: len(target)] or (len(target) == 1 and target[0] in names):
                return True
        return False

    # -- what changes it ----------------------------------------------------------------------------------------------

    def _changes(self, each: Op, stepped: _Stepped, start: Iterate, loop: Loop) -> Resize | None:
        kind = stepped.kind
        if stepped.backwards and kind in {"list", "any"}:
            return None
        changed = self._containers.resizes(each, kind)
        if changed is not None and self._is_path(changed[0], each, stepped.path):
            if isinstance(each, Call) and self._keeps_size(each, stepped, start, loop):
                return None
            return Resize(changed[1], shown(stepped.path), kind, loop, each)
        if isinstance(each, Write) and kind == "dict" and self._adds_key(each, stepped, start, loop):
            return Resize(each.node, shown(stepped.path), kind, loop, each)
        if isinstance(each, Call) and changed is None:
            via = self._module.ask(Resizing).through(each, stepped.path, kind)
            if via is not None:
                return Resize(each.node, shown(stepped.path), kind, loop, each, via)
        return None

    def _is_move(self, op: Op) -> bool:
        """``row = rows.pop(i + 1)``, and right behind it ``rows.insert(i, row)``: the list is as long as before."""
        items = op.block.items
        behind = next((each for each in items[op.at + 1 :] if not isinstance(each, (Read, Write))), None)
        before = next((each for each in reversed(items[: op.at]) if not isinstance(each, (Read, Write))), None)
        return self._puts_back(op, behind) or self._puts_back(before, op)

    def _puts_back(self, out: Item | None, back: Item | None) -> bool:
        if not isinstance(out, Call) or not isinstance(back, Call) or len(back.node.args) != 2:
            return False
        taken, given = _receiver(out, "pop", "remove"), _receiver(back, "insert")
        if taken is None or given is None or not taken.deep_equals(given):
            return False
        first = out.node.args[0].value if out.node.args else None
        names = self._module.use(out.node).targets if last_name(out.node.func) == "pop" else (first,)
        element = back.node.args[1].value
        return any(isinstance(name, cst.Name) and name.deep_equals(element) for name in names)

    def _is_path(self, node: cst.BaseExpression, op: Op, path: Path) -> bool:
        return any(path_of(each) == path for each, _ in self._containers.origins(node, op))

    def _keys(self, stepped: _Stepped, start: Iterate, loop: Loop) -> frozenset[str]:
        """The names that are a key of the container in each turn."""
        found: set[str] = set()
        for compound, _ in [(loop, loop.body), *enclosing(start.block)]:
            if isinstance(compound, Loop) and isinstance(compound.node, (cst.For, cst.CompFor)):
                target: cst.BaseExpression = compound.node.target
                if isinstance(target, (cst.Tuple, cst.List)):
                    target = target.elements[0].value
                if isinstance(target, cst.Name) and (compound is not loop or stepped.view != "values"):
                    found.add(target.value)
        return frozenset(found)

    def _keeps_size(self, call: Call, stepped: _Stepped, start: Iterate, loop: Loop) -> bool:
        """``d.setdefault(key, ...)`` and ``d.update({key: ...})`` for the key that the loop is at."""
        func = call.node.func
        name = func.attr.value if isinstance(func, cst.Attribute) else ""
        first = call.node.args[0].value if call.node.args else None
        keys = self._keys(stepped, start, loop)
        if stepped.kind != "dict":
            return False
        if name == "setdefault":
            return isinstance(first, cst.Name) and first.value in keys
        if name == "update":
            if isinstance(first, cst.Dict):
                return all(
                    isinstance(each, cst.DictElement) and isinstance(each.key, cst.Name) and each.key.value in keys
                    for each in first.elements
                )
            return first is None or not isinstance(first, cst.Name)
        return False

    def _adds_key(self, write: Write, stepped: _Stepped, start: Iterate, loop: Loop) -> bool:
        """``d[other] = value`` where ``other`` is no key that the loop has met or tested."""
        node = write.node
        if (
            write.how != "assign"
            or not isinstance(node, cst.Subscript)
            or not self._is_path(node.value, write, stepped.path)
        ):
            return False
        index = node.slice[0].slice
        if len(node.slice) != 1 or not isinstance(index, cst.Index):
            return False
        key = index.value
        keys = self._keys(stepped, start, loop)
        if (isinstance(key, cst.Name) and key.value in keys) or _is_met(key, write, keys):
            return False
        if isinstance(key, (cst.SimpleString, cst.Integer)):
            return not self._has_entry(key, write)
        if isinstance(key, cst.Name):
            return self._is_new(key, write, loop)
        return isinstance(key, (cst.BinaryOperation, cst.FormattedString)) or (
            isinstance(key, cst.Call) and isinstance(key.func, cst.Attribute)
        )

    def _has_entry(self, key: cst.SimpleString | cst.Integer, write: Write) -> bool:
        """Whether a constant key occurs in the function before: then it may well be there."""
        for op in write.function.ops[: write.index]:
            if isinstance(op.node, cst.Subscript):
                index = op.node.slice[0].slice
                if isinstance(index, cst.Index) and getattr(index.value, "value", None) == key.value:
                    return True
        return False

    def _is_new(self, key: cst.Name, write: Write, loop: Loop) -> bool:
        """Whether the key is computed in the loop, and no test asks whether it is there already."""
        scope = write.block.scope.lookup(key.value)
        writes = scope.bindings.get(key.value, []) if scope is not None else []
        if len(writes) != 1 or not is_inside(writes[0], loop) or writes[0].how != "assign":
            return False
        value = writes[0].value
        return isinstance(value, (cst.BinaryOperation, cst.FormattedString, cst.Call))


def _is_entered(node: cst.BaseExpression, op: Op) -> bool:
    """``with closing(dbm.open(path)) as db``: what is closed in the end is no dict, and may give a list of its keys."""
    scope = op.block.scope.lookup(node.value) if isinstance(node, cst.Name) else None
    writes = scope.bindings.get(node.value, ()) if scope is not None and isinstance(node, cst.Name) else ()
    return any(write.how == "with" for write in writes)


def _is_met(key: cst.BaseExpression, write: Write, keys: frozenset[str]) -> bool:
    """Whether a test around a store says that its key is there: ``if name == "id":``, ``if "id" in row:``."""
    text = code_of(key)
    for compound, block in enclosing(write.block):
        if isinstance(compound, Branch):
            for (_, body), test in zip(compound.arms, compound.tests, strict=True):
                if body is block and test is not None and any(_says_met(each, text, keys) for each in _all_of(test)):
                    return True
    return False


def _says_met(test: cst.BaseExpression, key: str, keys: frozenset[str]) -> bool:
    if not isinstance(test, cst.Comparison) or len(test.comparisons) != 1:
        return False
    left, other = code_of(test.left), test.comparisons[0]
    if isinstance(other.operator, cst.In):
        return left == key
    right = code_of(other.comparator)
    return isinstance(other.operator, cst.Equal) and (
        (left in keys and right == key) or (right in keys and left == key)
    )


def _all_of(test: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """The tests that all hold where ``test`` does."""
    todo = [test]
    while todo:
        each = todo.pop()
        if isinstance(each, cst.BooleanOperation) and isinstance(each.operator, cst.And):
            todo += [each.left, each.right]
        else:
            yield each


class _Pending(Flow[frozenset[Op]]):
    """Which changes have happened since the loop whose container they change was entered."""

    def __init__(self, changes: dict[Op, Iterate], function: object) -> None:
        super().__init__(function)  # type: ignore[arg-type]
        self._changes = changes
        self._starts = frozenset(changes.values())

    def join(self, left: frozenset[Op], right: frozenset[Op]) -> frozenset[Op]:
        """Both."""
        return left | right

    def transfer(self, op: Op, state: frozenset[Op]) -> tuple[frozenset[Op], frozenset[Op]]:
        """A change is pending until its loop is entered anew."""
        if op in self._changes:
            return state | {op}, state
        if op in self._starts:
            state = frozenset(each for each in state if self._changes[each] is not op)
        return state, state

    def goes_on(self, change: Resize) -> bool:
        """Whether the loop asks for another element after the change."""
        head = change.loop.head
        first = next(iter(head.ops()), None)
        return first is None or change.op in self.before.get(first, frozenset())


def _receiver(call: Call, *methods: str) -> cst.BaseExpression | None:
    func = call.node.func
    return func.value if isinstance(func, cst.Attribute) and func.attr.value in methods else None
