"""The colour of what is called: does the call give its result, or something to await?

A function is *async* (its call gives a coroutine), *plain* (its call gives the result), or it is not known which.  A
plain function that says or is seen to return an awaitable has the form of both, and is taken for neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.dispatch.plain import gives_plain, is_of_text
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.scopes import Class, Function, Stub
from flake8_asyncsafe.model.values import (
    NONE,
    ClassRef,
    Constant,
    Coroutine,
    Display,
    External,
    ExternalMethod,
    FunctionRef,
    Generator,
    Instance,
    Method,
    Partial,
    Value,
)
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op

ASYNC, PLAIN = "async", "plain"
#: decorators that leave the colour as it is
_HARMLESS = frozenset(
    {"override", "abstractmethod", "final", "classmethod", "staticmethod", "overload", "wraps", "abstractclassmethod",
     "abstractstaticmethod", "deprecated", "no_type_check", "typechecked"}
)  # fmt: skip
#: names in an annotation that leave it open whether there is something to await
_OPEN = frozenset(
    {"Any", "object", "Awaitable", "Coroutine", "Future", "Task", "Deferred", "CoroutineType", "AwaitableType",
     "AsyncIterator", "AsyncGenerator", "AsyncIterable", "AsyncContextManager", "AbstractAsyncContextManager",
     "MaybeAwaitable", "CoroutineFunction", "NoReturn", "Never"}
)  # fmt: skip
_ASYNC_ITERATORS = frozenset({"AsyncIterator", "AsyncGenerator", "AsyncIterable"})


class Colours:
    """Questions about functions of one module, and those of others as far as their summaries tell."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._memo: dict[Function, str] = {}

    def of(self, function: Function) -> str:
        """ASYNC, PLAIN, or "" if it may be either, or gives something that can be used as both."""
        found = self._memo.get(function)
        if found is None:
            self._memo[function] = ""
            found = self._memo[function] = self._of(function)
        return found

    def _of(self, function: Function) -> str:
        if not self.is_bare(function):
            return ""
        if function.is_async:
            if function.is_generator or self._hands_out_iterator(function):
                return ""
            return ASYNC
        if function.is_generator:
            return PLAIN
        if isinstance(function, Stub):
            return self._of_stub(function)
        annotation = said(function)
        if annotation is not None:
            return "" if self._is_open(annotation, function) else PLAIN
        if self.is_placeholder(function):
            return PLAIN
        return PLAIN if self._gives_plain(function) else ""

    def is_bare(self, function: Function) -> bool:
        """Whether no decorator may have changed what a call gives."""
        names = {name.rpartition(".")[2] for name in decorator_names(function)}
        if function.is_stub:
            names.discard("transparent")  # how a summary says that a decorator leaves the function as it is
        if names <= _HARMLESS:
            return True
        if function.is_stub or "property" in self._module.evaluator.decorators.kinds(function):
            return False
        return self._module.evaluator.decorators.result(function) == (FunctionRef(function),)

    @staticmethod
    def _hands_out_iterator(function: Function) -> bool:
        """An abstract ``async def stream(self) -> AsyncIterator[int]: ...`` may well stand for an async generator."""
        annotation = said(function)
        node = annotation.value if isinstance(annotation, cst.Subscript) else annotation
        return dotted_text(node).rpartition(".")[2] in _ASYNC_ITERATORS

    def is_open(self, function: Function) -> bool:
        """Whether a function says that it may give an awaitable."""
        annotation = said(function)
        return annotation is not None and self._is_open(annotation, function)

    def _is_open(self, annotation: cst.BaseExpression, function: Function) -> bool:
        nodes = [annotation]
        if isinstance(annotation, cst.SimpleString):
            try:
                nodes = [cst.parse_expression(str(annotation.evaluated_value))]
            except cst.ParserSyntaxError:
                return True
        names = {
            dotted_text(each).rpartition(".")[2]
            for node in nodes
            for each in inner_nodes(node)
            if isinstance(each, (cst.Name, cst.Attribute))
        }
        if names & _OPEN or any("await" in name.lower() or "async" in name.lower() for name in names):
            return True
        if isinstance(nodes[0], cst.Name) and (len(nodes[0].value) == 1 or nodes[0].value.endswith(("T", "_co"))):
            return True  # a type variable: anything
        return any(self._is_awaitable(value) for value in self._module.evaluator.calls.returned(FunctionRef(function)))

    def _of_stub(self, function: Stub) -> str:
        if self._module.outside.is_plain(function):
            return PLAIN
        values = self._module.evaluator.calls.returned(FunctionRef(function))
        return PLAIN if values and all(self._is_plain(value) for value in values) else ""

    def _gives_plain(self, function: Function) -> bool:
        for each in function.returns:
            if each.value is not None and not self.is_plain_expression(each.value, each):
                return False
        return True

    def is_plain_expression(self, node: cst.BaseExpression, op: Op) -> bool:
        """Whether an expression certainly is no awaitable; operators, comparisons and displays never give one."""
        todo = [node]
        seen: set[str] = set()
        while todo:
            each = todo.pop()
            if isinstance(each, cst.IfExp):
                todo += [each.body, each.orelse]
            elif isinstance(each, cst.BooleanOperation):
                todo += [each.left, each.right]
            elif isinstance(
                each,
                (
                    cst.BaseNumber,
                    cst.BaseString,
                    cst.Comparison,
                    cst.UnaryOperation,
                    cst.BaseDict,
                    cst.BinaryOperation,
                    cst.Tuple,
                    cst.List,
                    cst.BaseSet,
                    cst.ListComp,
                ),
            ):
                continue
            elif isinstance(each, cst.NamedExpr):
                todo.append(each.value)
            elif not (isinstance(each, cst.Call) and self._is_plain_call(each, op)):
                values = self._module.values(each, op)
                if values and all(self._is_plain(value) for value in values):
                    continue
                made = self._made(each, op) if isinstance(each, cst.Name) and each.value not in seen else []
                if not made:
                    return False
                assert isinstance(each, cst.Name)
                seen.add(each.value)
                todo += made
        return True

    def _is_plain_call(self, node: cst.Call, op: Op) -> bool:
        """Whether a call gives no awaitable: of an API that computes, of a plain function of this module."""
        if is_of_text(node):
            return True
        targets = self._module.evaluator.calls.targets(node, op)
        return bool(targets) and all(
            self.of(target.function) == PLAIN if isinstance(target, (FunctionRef, Method)) else gives_plain(target)
            for target in targets
        )

    @staticmethod
    def _made(name: cst.Name, op: Op) -> list[cst.BaseExpression]:
        """What a local name is bound to, if it is only ever assigned to, whole."""
        function = op.function
        if op.block.scope.lookup(name.value) is not function.scope or function.scope.kind == "module":
            return []
        writes = function.scope.bindings.get(name.value, [])
        if not all(
            write.how in {"assign", "ann", "aug"} and not write.path and write.function is function for write in writes
        ):
            return []
        return [write.value for write in writes if write.value is not None]

    def _is_plain(self, value: Value) -> bool:
        if value == NONE or isinstance(value, (Constant, Display, Generator, ClassRef)):
            return True
        if isinstance(value, Instance) and isinstance(value.type, str):
            return value.type.startswith(("builtins.", "typing.Tuple")) or (
                self._module.catalogue.type(value.type) is not None and not self._is_awaitable(value)
            )
        if isinstance(value, Instance) and isinstance(value.type, Class):
            classes = self._module.classes
            return classes.complete(value.type) and classes.method(value.type, "__await__") is None
        return False

    def _is_awaitable(self, value: Value) -> bool:
        if isinstance(value, Coroutine):
            return True
        if isinstance(value, Instance) and isinstance(value.type, str):
            known = self._module.catalogue.type(value.type)
            return known is not None and known.awaitable
        if isinstance(value, Instance) and isinstance(value.type, Class):
            return self._module.classes.method(value.type, "__await__") is not None
        return False

    @staticmethod
    def is_placeholder(function: Function) -> bool:
        """Whether a body says nothing: a docstring, ``...``, ``pass``, ``raise NotImplementedError``."""
        node = function.node
        if not isinstance(node, cst.FunctionDef):
            return False
        for statement in node.body.body:
            parts = statement.body if isinstance(statement, cst.SimpleStatementLine) else [statement]
            for part in parts:
                if isinstance(part, cst.Pass):
                    continue
                if isinstance(part, cst.Expr) and isinstance(part.value, (cst.Ellipsis, cst.BaseString)):
                    continue
                if isinstance(part, cst.Raise) and part.exc is not None:
                    raised = part.exc.func if isinstance(part.exc, cst.Call) else part.exc
                    if dotted_text(raised).rpartition(".")[2] == "NotImplementedError":
                        continue
                return False
        return True

    def is_abstract(self, function: Function) -> bool:
        """Whether a method is marked as abstract."""
        return any("abstract" in name for name in decorator_names(function))

    def of_value(self, value: Value) -> str:
        """The colour of a callable value: a function, method, partial, API, object with ``__call__``."""
        while isinstance(value, Partial):
            value = value.target
        if isinstance(value, (FunctionRef, Method)):
            if value.function.kind == "lambda":
                return self._of_lambda(value.function)
            return self.of(value.function) if self.is_bare(value.function) else ""
        if isinstance(value, (External, ExternalMethod)):
            return self._of_api(value.name)
        if isinstance(value, Instance) and isinstance(value.type, Class):
            call = self._module.classes.method(value.type, "__call__")
            return self.of(call) if call is not None else ""
        return ""

    def _of_lambda(self, function: Function) -> str:
        returned = [(value, each) for each in function.returns if each.value for value in (each.value,)]
        if not returned:
            return ""
        values = [v for node, op in returned for v in self._module.values(node, op)]
        if values and all(isinstance(each, Coroutine) for each in values):
            return ASYNC
        return PLAIN if all(self.is_plain_expression(node, op) for node, op in returned) else ""

    def _of_api(self, name: str) -> str:
        api = self._module.catalogue.api(name)
        if api is not None:
            if api.coroutine:
                return ASYNC
            return PLAIN if api.blocks is not None or api.awaitable is False else ""
        return PLAIN if name in _PLAIN_BUILTINS else ""

    def of_inherited(self, base: str, method: str) -> str:
        """The colour that a catalogued class gives to one of its methods."""
        catalogue = self._module.catalogue
        api = catalogue.api(f"{base}.{method}")
        if api is None or api.is_property:
            return ""
        if api.coroutine:
            return ASYNC
        given = catalogue.type(api.returns) if api.returns else None
        return PLAIN if not api.awaitable and not (given is not None and given.awaitable) else ""


_PLAIN_BUILTINS = frozenset(
    f"builtins.{name}" for name in ("print", "len", "str", "repr", "sum", "min", "max", "sorted")
)


def said(function: Function) -> cst.BaseExpression | None:
    """The annotation of what a function of this module returns."""
    node = function.node
    if isinstance(node, cst.FunctionDef) and node.returns is not None:
        return node.returns.annotation
    return None


__all__ = ["ASYNC", "PLAIN", "Colours", "said"]
