"""What becomes of the elements of a collection: is one of them changed in place, or are they replaced?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Read, Write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function

_CHANGING = frozenset(
    {"append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse", "add", "discard", "update",
     "setdefault", "popitem", "appendleft", "popleft", "extendleft", "rotate", "difference_update",
     "intersection_update", "symmetric_difference_update", "subtract"}
)  # fmt: skip
#: methods of a dict that give elements
_VIEWS = frozenset({"values", "items"})
_CONSTRUCTORS = frozenset({"__init__", "__new__", "__post_init__", "__setstate__"})
_DEEPEST = 4


class ElementChanges:
    """Follows collections of one module to where their elements are used, as far as names and attributes lead."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._returning: dict[cst.CSTNode, Function] | None = None

    def are_replaced(self, collection: cst.BaseExpression) -> bool:
        """Whether places of a collection are assigned anew: what stood there first is no matter then."""
        return any(
            isinstance(parent := self._module.parents.get(place), (cst.AssignTarget, cst.AnnAssign))
            and isinstance(place, cst.Subscript)
            and getattr(parent, "target", None) is place
            for place in self._places(collection)
        )

    def are_changed(self, collection: cst.BaseExpression, cls: Class | None) -> bool:
        """Whether one element is changed in place; ``cls`` is its class, if it is one of this module."""
        return any(self._is_changed(element, cls, 0) for element in self._elements(collection))

    def elements(self, collection: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
        """The expressions that are an element of the collection, wherever names and attributes carry it."""
        return self._elements(collection)

    def everywhere(self, collection: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
        """The expressions that are the collection itself."""
        return self._everywhere(collection)

    # -- where elements are ---------------------------------------------------------------------------------------

    def _elements(self, collection: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
        """The expressions that are an element of the collection."""
        for place in self._places(collection):
            if isinstance(place, cst.Subscript):
                yield place
            else:
                yield from self._iterated(place)
        for each in self._everywhere(collection):  # `first, second = [[]] * 2`
            for target in self._module.use(each).targets:
                if isinstance(target, (cst.Tuple, cst.List)):
                    for element in target.elements:
                        if isinstance(element.value, cst.Name):
                            yield from self._reads_by_name(element.value)

    def _places(self, collection: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
        """The subscripts of a collection, and the expressions by which it is iterated over."""
        for name in self._everywhere(collection):
            use = self._module.use(name)
            if isinstance(use.node, cst.Subscript) and use.kind == "subscripted":
                yield use.node
            elif use.kind in {"iterated", "argument"}:
                yield name
            elif use.kind == "attribute" and isinstance(use.node, cst.Attribute):
                call = self._module.use(use.node).node
                if isinstance(call, cst.Call):
                    yield call

    def _everywhere(self, collection: cst.BaseExpression, depth: int = 0) -> Iterator[cst.BaseExpression]:
        """The expressions that are the collection, also in the callers of a function that returns it."""
        for each in (collection, *self._aliases(collection)):
            yield each
            use = self._module.use(each)
            if use.kind != "returned" or not isinstance(use.node, cst.Return) or depth >= _DEEPEST:
                continue
            for call in self._calls_of(use.node):
                yield from self._everywhere(call, depth + 1)

    def _calls_of(self, statement: cst.Return) -> Iterator[cst.Call]:
        """The calls, in this module, of the plain function that a return statement stands in."""
        if self._returning is None:
            self._returning = {op.node: function for function in self._module.functions for op in function.returns}
        function = self._returning.get(statement)
        if function is None or function.is_async or function.is_generator or function.decorators:
            return
        for _, edge in self._module.graph.callers(function):
            if edge.how == "call" and isinstance(edge.node, cst.Call):
                yield edge.node

    def _aliases(self, collection: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
        """The reads of the names and attributes that a collection is bound to, also behind ``[...] + collection``."""
        use = self._module.use(collection)
        while use.kind == "operand" and isinstance(use.node, cst.BinaryOperation):
            if not isinstance(use.node.operator, cst.Add):
                return
            use = self._module.use(use.node)
        targets = use.targets
        if use.kind == "returned" and isinstance(use.node, cst.Lambda):
            targets = self._of_factory(use.node)
        for target in targets:
            if isinstance(target, cst.Name):
                for read in self._module.reads_of(target):
                    if isinstance(read.node, cst.Name):
                        yield read.node
                    elif isinstance(read.node, cst.Attribute):
                        yield from _root(read.node)
                yield from self._reads_on_objects(target)
            elif isinstance(target, cst.Attribute):
                yield from self._reads_of_attribute(target)

    def _of_factory(self, function: cst.Lambda) -> tuple[cst.BaseExpression, ...]:
        """What ``rows: list = field(default_factory=lambda: ...)`` binds."""
        arg = self._module.parents.get(function)
        keyword = arg.keyword if isinstance(arg, cst.Arg) else None
        made = self._module.parents.get(arg) if arg is not None else None
        if keyword is None or keyword.value not in {"default_factory", "factory"} or not isinstance(made, cst.Call):
            return ()
        return self._module.use(made).targets

    def _reads_on_objects(self, target: cst.Name) -> Iterator[cst.BaseExpression]:
        """The reads of an attribute that is set in a class body, on the class or its object: ``self.rows``."""
        write = self._module.write_of(target)
        cls = write.block.scope.owner if write is not None and write.block.scope.kind == "class" else None
        if cls is None:
            return
        for function in self._module.functions:
            if function.owner is cls and function.receiver is not None:
                yield from self._reads_of_path(function, f"{function.receiver}.{target.value}")

    def _reads_of_attribute(self, target: cst.Attribute) -> Iterator[cst.BaseExpression]:
        """The reads of ``self.x`` in the class whose method sets it."""
        write = self._module.write_of(target)
        text = dotted_text(target)
        if write is None or not text:
            return
        for function in self._module.functions:
            if function.owner is not write.function.owner or (
                function.owner is None and function is not write.function
            ):
                continue
            yield from self._reads_of_path(function, text)

    @staticmethod
    def _reads_of_path(function: Function, path: str) -> Iterator[cst.BaseExpression]:
        for op in function.ops:
            node = op.node
            while isinstance(node, cst.Attribute) and isinstance(op, Read):
                if dotted_text(node) == path:
                    yield node
                    break
                node = node.value

    def _iterated(self, place: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
        """The reads of a loop's name for the elements: ``for x in xs``, ``for i, x in enumerate(xs)``, ``zip``."""
        path: list[int] = []
        node = place
        if isinstance(place, cst.Call) and isinstance(place.func, cst.Attribute):
            if place.func.attr.value == "get":
                yield place
            if place.func.attr.value not in _VIEWS:
                return
            path = [1] if place.func.attr.value == "items" else []
        use = self._module.use(node)
        if use.kind == "argument" and isinstance(use.node, cst.Call) and isinstance(use.node.func, cst.Name):
            name = use.node.func.value
            at = next((n for n, arg in enumerate(use.node.args) if arg.value is node), 0)
            if name not in {"enumerate", "zip", "reversed", "sorted", "list", "iter"}:
                return
            path = [*({"enumerate": [1], "zip": [at]}.get(name, [])), *path]
            use = self._module.use(use.node)
        if use.kind != "iterated" or not isinstance(use.node, (cst.For, cst.CompFor)):
            return
        target: cst.BaseExpression = use.node.target
        for step in path:
            if not isinstance(target, (cst.Tuple, cst.List)) or step >= len(target.elements):
                return
            target = target.elements[step].value
        if isinstance(target, cst.Name):
            yield from self._reads_by_name(target)

    def _reads_by_name(self, target: cst.Name) -> Iterator[cst.BaseExpression]:
        for read in self._module.reads_of(target):
            if isinstance(read.node, cst.Name):
                yield read.node
            elif isinstance(read.node, cst.Attribute):
                yield from _root(read.node)

    # -- what is done to them -----------------------------------------------------------------------------------------

    def _is_changed(self, element: cst.BaseExpression, cls: Class | None, depth: int) -> bool:
        use = self._module.use(element)
        parent = self._module.parents.get(element)
        if isinstance(parent, cst.AugAssign) and parent.target is element:
            return cls is None
        if use.kind == "attribute" and isinstance(use.node, cst.Attribute):
            attribute = use.node
            above = self._module.parents.get(attribute)
            if isinstance(self._module.write_of(attribute), Write):
                return True
            if isinstance(above, cst.Call) and above.func is attribute:
                return self._changes(attribute.attr.value, cls)
            return cls is not None and depth < _DEEPEST and self._is_changed(attribute, None, depth + 1)
        if use.kind == "subscripted" and isinstance(use.node, cst.Subscript):
            if isinstance(self._module.write_of(use.node), Write):
                return True
            return cls is None and depth < _DEEPEST and self._is_changed(use.node, None, depth + 1)
        if use.kind == "bound" and depth < _DEEPEST:
            return any(
                self._is_changed(read, cls, depth + 1)
                for target in use.targets
                if isinstance(target, cst.Name)
                for read in self._reads_by_name(target)
            )
        return False

    def _changes(self, method: str, cls: Class | None) -> bool:
        """Whether calling a method changes the object: known of containers, looked up for classes of this module."""
        if cls is None:
            return method in _CHANGING
        function = self._module.classes.method(cls, method)
        if function is None or function.receiver is None or method in _CONSTRUCTORS:
            return False
        for op in function.ops:
            if isinstance(op, Write) and isinstance(op.node, (cst.Attribute, cst.Subscript)):
                node: cst.BaseExpression = op.node
                while isinstance(node, (cst.Attribute, cst.Subscript)):
                    node = node.value
                if isinstance(node, cst.Name) and node.value == function.receiver:
                    return True
        return any(
            isinstance(call.node.func, cst.Attribute)
            and call.node.func.attr.value in _CHANGING
            and dotted_text(call.node.func.value).startswith(f"{function.receiver}.")
            for call in function.calls
        )


def _root(node: cst.Attribute) -> Iterator[cst.Name]:
    """The name at the root of a dotted read."""
    inner: cst.BaseExpression = node
    while isinstance(inner, cst.Attribute):
        inner = inner.value
    if isinstance(inner, cst.Name):
        yield inner
