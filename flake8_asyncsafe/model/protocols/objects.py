"""What an expression certainly is, where an error in the answer would accuse right code.

The evaluator believes annotations of results, which is right for most questions.  Whether an object can be awaited,
entered or iterated over depends on the real one: ``def fetch(self) -> Row: return self._client.fetch()`` is written
by people who annotate what the caller gets after the ``await``.  Here such calls are followed into what they return.
"""

from __future__ import annotations

import builtins
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.flow import Flow
from flake8_asyncsafe.model.inference.annotations import annotated
from flake8_asyncsafe.model.inference.calls import COPIES, ENTERS
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.inference.reaching import latest
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Op, Read, Return, Try, With, Write, enclosing
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import (
    NONE,
    NOTHING,
    UNKNOWN,
    Constant,
    Coroutine,
    External,
    ExternalMethod,
    FunctionRef,
    Instance,
    Method,
    Value,
    Values,
    join,
)
from flake8_asyncsafe.syntax.walk import parts

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_DEEPEST = 6
#: functions by which code asks what an object can do
_QUESTIONS = frozenset(
    {
        "hasattr", "getattr", "isinstance", "issubclass", "callable", "isawaitable", "iscoroutine",
        "iscoroutinefunction", "isasyncgen", "isasyncgenfunction", "isgenerator", "isgeneratorfunction", "isfuture",
        "is_coroutine", "is_async", "is_awaitable", "is_coroutine_function", "is_async_callable", "type",
    }
)  # fmt: skip
#: context managers of tests in which an operation is meant to fail
_EXPECTS_FAILURE = frozenset({"raises", "assertRaises", "assertRaisesRegex", "assertWarns", "suppress"})
_MISFITS = frozenset({"TypeError", "AttributeError"})
_BROAD = frozenset({"Exception", "BaseException"})
#: words in the annotation of a result that leaves open whether it can be awaited
_ANYTHING = ("Awaitable", "Coroutine", "Future", "Task", "Any", "object", "Deferred", "MaybeAsync")
#: methods of containers that give an element, of which an annotation of the container tells the type
_LOOK_UPS = frozenset({"get", "pop", "popleft", "setdefault"})
#: decorators after which a call gives something else than the function returns
_WRAPPING = frozenset({"contextmanager", "asynccontextmanager", "overload", "singledispatch", "singledispatchmethod"})


#: libraries of which no function gives an awaitable where the annotation says otherwise
_STANDARD = sys.stdlib_module_names | {"builtins"}
_PLAIN_RESULTS = frozenset({"str", "bytes", "int", "float", "bool", "list", "dict", "set", "frozenset", "tuple"})


class Objects:
    """Finds out what objects are, in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._completes: dict[Function, bool] = {}

    def values(self, expression: cst.BaseExpression, op: Op) -> Values:
        """The alternatives of an expression; UNKNOWN among them where some are not certain."""
        return self._values(expression, op, ()) or NOTHING

    def _values(self, node: cst.BaseExpression, op: Op, active: tuple[Function, ...]) -> Values:
        """``active`` are the functions whose results are being looked for."""
        evaluator, key = self._module.evaluator, (Objects, node)
        if len(active) >= _DEEPEST or not evaluator.guarded(key):
            return NOTHING  # `a = b` and `b = a` in a loop: each has what the other had
        try:
            return self._looked_up(node, op, active)
        finally:
            evaluator.leave(key)

    def _looked_up(self, node: cst.BaseExpression, op: Op, active: tuple[Function, ...]) -> Values:
        if isinstance(node, cst.Call):
            return self._call(node, op, active)
        if isinstance(node, cst.IfExp):
            return join(self._values(node.body, op, active), self._values(node.orelse, op, active))
        if isinstance(node, cst.BooleanOperation):
            return join(self._values(node.left, op, active), self._values(node.right, op, active))
        if isinstance(node, cst.Comparison) or (
            isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not)
        ):
            return (Constant(True),)
        if isinstance(node, cst.NamedExpr):
            return self._values(node.value, op, active)
        if isinstance(node, cst.Await):
            return join(
                *(
                    self._returned(value.of, active, exact=False)
                    if isinstance(value, Coroutine) and isinstance(value.of, (FunctionRef, Method))
                    else self._module.evaluator.calls.awaited(value)
                    for value in self._values(node.expression, op, active)
                )
            )
        if isinstance(node, cst.Name):
            writes = self._assignments(node.value, op)
            if writes:
                return join(*(self._values(write.value, write, active) for write in writes if write.value is not None))
        return self._module.values(node, op)

    def _assignments(self, name: str, op: Op) -> list[Write]:
        """The assignments that give a local name its value; none if it gets one in other ways too."""
        scope = op.block.scope.lookup(name)
        if scope is None or scope.kind != "function" or "isinstance" in op.block.scope.reads:
            return []
        writes = latest(scope, name, op) if scope.function is op.function else scope.bindings[name]
        plain = all(
            write.how in {"assign", "ann", "walrus"} and not write.path and write.value is not None for write in writes
        )
        return writes if plain else []

    def is_settled(self, node: cst.BaseExpression, op: Op) -> bool:
        """Whether nobody else can give an expression another value: a call, a literal, a local name."""
        if isinstance(node, cst.Name):
            return node.value == "None" or bool(self._assignments(node.value, op))
        return not isinstance(node, (cst.Attribute, cst.Subscript))

    def _call(self, node: cst.Call, op: Op, active: tuple[Function, ...]) -> Values:
        module = self._module
        call = module.call_at(node)
        if call is None:
            return module.values(node, op)
        exact = self._is_exact(node.func, call)
        groups: list[Values] = []
        targets = module.targets(call)
        if targets == NOTHING:  # a name that nothing catalogued bears is not looked into there
            targets = module.evaluator.calls.targets(node, call)
        for target in targets:
            if isinstance(target, (FunctionRef, Method)):
                function = target.function
                if function.is_stub:
                    groups.append(self._of_stub(target, node, call))
                elif _WRAPPING.intersection(module.evaluator.decorators.kinds(function)) and not function.is_generator:
                    groups.append(NOTHING)
                elif function.is_generator:
                    groups.append(module.evaluator.calls.called(target, node, call))
                elif self.is_interface(function, exact=exact) or self._colour_differs(target):
                    groups.append(NOTHING)
                elif function.is_async:
                    groups.append((Coroutine(target, node),))
                else:
                    itself = module.values(node.func.value, call) if isinstance(node.func, cst.Attribute) else ()
                    found = self._returned(target, active, exact=exact, itself=itself if exact else ())
                    vague = UNKNOWN in found or any(_is_only_said(value) for value in found)
                    groups.append((self._declared(function, node, active) if vague else ()) or found)
            elif isinstance(target, (External, ExternalMethod)):
                groups.append(self._external(target, call))
            else:
                groups.append(module.evaluator.calls.called(target, node, call))
        return join(*groups) or NOTHING

    def _of_stub(self, target: FunctionRef | Method, node: cst.Call, call: Call) -> Values:
        """What a function of another module gives: of a plain one only what its summary knows for certain."""
        function = target.function
        kinds = self._module.evaluator.decorators.kinds(function)
        if "abstractmethod" in kinds or (_WRAPPING.intersection(kinds) and not function.is_generator):
            return NOTHING
        if function.is_async and not function.is_generator and isinstance(target, Method):
            return NOTHING if self._colour_differs(target) else (Coroutine(target, node),)
        if function.is_async or function.is_generator:
            return self._module.evaluator.calls.called(target, node, call)
        return self._module.outside.result(function)

    def returned(self, callee: FunctionRef | Method) -> Values:
        """What a plain function gives, whatever object it runs on; UNKNOWN among it where that is not certain."""
        return self._returned(callee, (), exact=False)

    def _external(self, callee: External | ExternalMethod, call: Call) -> Values:
        """What a call of an outside API gives; unknown where nothing says so in as many words."""
        catalogue = self._module.catalogue
        name = callee.name
        if name in ENTERS:
            return NOTHING
        api = catalogue.api(name)
        declared = api is not None and bool(api.coroutine or api.returns or api.returns_tuple or api.awaitable is False)
        if not declared and catalogue.type(name) is None and not name.startswith(("builtins.", "functools.partial")):
            return NOTHING
        found = self._module.evaluator.calls.called(callee, call.node, call)
        if found != NOTHING:
            return found
        if _is_builtin_class(name):
            return (Instance(name, call.node),)
        return (Instance("builtins.object", call.node),) if api is not None and api.awaitable is False else NOTHING

    def _is_exact(self, func: cst.BaseExpression, op: Op) -> bool:
        """Whether a method is called on an object that was made in sight: no subclass can have another one."""
        if not isinstance(func, cst.Attribute):
            return False
        values = self._module.values(func.value, op)
        return bool(values) and all(isinstance(value, Instance) and value.origin is not None for value in values)

    def _returned(
        self, callee: FunctionRef | Method, active: tuple[Function, ...], *, exact: bool, itself: Values = ()
    ) -> Values:
        """What a function returns; ``itself`` is the object of a method, if that was made in sight."""
        function = callee.function
        if function.is_stub:  # of a coroutine function it is not known for certain
            return self._module.outside.result(function) or NOTHING
        if function in active or self.is_interface(function, exact=exact):
            return NOTHING
        inside = (*active, function)
        groups = [
            (NONE,)
            if each.value is None
            else itself
            if itself and self._is_itself(each, function)
            else self._values(each.value, each, inside)
            for each in function.returns
        ]
        if not any(each.value is not None for each in function.returns):
            groups = [(NONE,)] if self.completes(function) else [NOTHING]
        return join(*groups) or NOTHING

    def _is_itself(self, op: Return, function: Function) -> bool:
        """Whether a method returns the object that it is called on, or a copy of it."""
        value = op.value
        if isinstance(value, cst.Call) and value.args and self._module.names_of(value.func, op) & COPIES:
            value = value.args[0].value
        return (
            isinstance(value, cst.Name)
            and value.value == function.receiver
            and "classmethod" not in _decorators(function)
        )

    def _declared(self, function: Function, node: cst.Call, active: tuple[Function, ...]) -> Values:
        """What a function says it gives, where what it returns makes that credible: a builtin type, a class of here.

        A mixin annotated ``-> int`` may return what a method of its async sibling gives, an awaitable.  So only
        results of operators, of the standard library and of methods of builtin parameters are believed, and what a
        second annotation confirms (``return self.bids[0]`` of a ``list[Bid]``).
        """
        if not isinstance(function.node, cst.FunctionDef) or function.node.returns is None or not function.returns:
            return ()
        if function in active:
            return ()
        written = function.node.returns.annotation
        name = dotted_text(written.value if isinstance(written, cst.Subscript) else written)
        said: Values = (Instance(f"builtins.{name}", node),)
        if name not in _PLAIN_RESULTS:
            place = function.place or function.write
            named = annotated(self._module.evaluator, written, place) if place is not None else NOTHING
            said = tuple(replace(value, origin=node) if isinstance(value, Instance) else value for value in named)
            if not all(value == NONE or self._is_of_others(value, function) for value in said):
                return ()  # a method that gives its own object is inherited by those that can be awaited, too
            types = {value.type for value in said if isinstance(value, Instance)}
            if not all(self._is_of(each, types, (*active, function)) for each in function.returns):
                return ()
        plain = {
            param.node.name.value
            for param in function.params
            if isinstance(param.node, cst.Param) and _is_plain(param.detail)
        }
        inside = (*active, function)
        if all(each.value is None or self._is_credible(each.value, each, plain, inside) for each in function.returns):
            return said
        return ()

    def _is_of(self, op: Return, types: set[str | Class], active: tuple[Function, ...]) -> bool:
        """Whether nothing is known of what is returned that contradicts these types."""
        return op.value is None or all(
            value in {UNKNOWN, NONE} or (isinstance(value, Instance) and value.type in types)
            for value in self._values(op.value, op, active)
        )

    def _is_of_others(self, value: Value, function: Function) -> bool:
        """Whether a value is of a class of this module that is not the one of a method, or a base of that."""
        if not isinstance(value, Instance) or not isinstance(value.type, Class) or value.type.is_stub:
            return False
        return function.owner is None or value.type not in self._module.classes.mro(function.owner)

    def _is_credible(self, node: cst.BaseExpression, op: Op, plain: set[str], active: tuple[Function, ...]) -> bool:
        if isinstance(node, (cst.BinaryOperation, cst.Comparison, cst.FormattedString, cst.BaseString)):
            return True
        if not isinstance(node, cst.Call):
            return UNKNOWN not in self._values(node, op, active)
        if last_name(node.func) in _LOOK_UPS and UNKNOWN not in self._values(node, op, active):
            return True
        root: cst.BaseExpression = node
        while isinstance(root, (cst.Call, cst.Attribute, cst.Subscript)):
            root = root.func if isinstance(root, cst.Call) else root.value
        if isinstance(root, cst.Name) and root.value in plain:
            return True
        names = self._module.names_of(root, op)
        return bool(names) and all(name.partition(".")[0] in _STANDARD for name in names)

    # -- functions ----------------------------------------------------------------------------------------------------

    def is_interface(self, function: Function, *, exact: bool = False) -> bool:
        """Whether what a function does is left to others: abstract methods, protocols, stubs, hooks of a base class.

        A hook is a method with nothing in it: whoever derives from the class may give it any colour.  On an object
        of exactly this class (``exact``) it does what it says.
        """
        if function.kind == "lambda":
            return False
        if "abstractmethod" in _decorators(function) or _says_nothing(function) or _may_give_anything(function):
            return True
        owner = function.owner
        if owner is not None:
            if self._is_protocol(owner):
                return True
            if not exact and not any(_does_something(op) for op in function.ops):
                return True
        return not function.returns and not function.is_generator and not self.completes(function)

    def _is_protocol(self, cls: Class) -> bool:
        for each in self._module.classes.mro(cls):
            for base in each.bases:
                named = base.value if isinstance(base, cst.Subscript) else base
                if dotted_text(named).rpartition(".")[2] == "Protocol":
                    return True
        return False

    def _colour_differs(self, callee: FunctionRef | Method) -> bool:
        """Whether a class in sight has the method in the other colour: then that is the defect (ASF901)."""
        if not isinstance(callee, Method):
            return False
        function, classes = callee.function, self._module.classes
        others = [write for _, writes in classes.definitions(callee.receiver, function.name) for write in writes]
        found = [write.detail for write in others]
        found += [other for _, other in classes.overrides(callee.receiver, function.name)]
        return any(getattr(other, "is_async", function.is_async) is not function.is_async for other in found)

    def completes(self, function: Function) -> bool:
        """Whether a function can come to an end other than by an exception."""
        known = self._completes.get(function)
        if known is None:
            outcome = _Ends(function).run(True)
            known = self._completes[function] = any(outcome.get(way) is not None for way in ("next", "return"))
        return known

    # -- code that asks -----------------------------------------------------------------------------------------------

    def is_asked_about(self, expression: cst.BaseExpression, op: Op, *, may_be_none: bool = True) -> bool:
        """Whether the function looks at what the object can do, or expects that it cannot.

        ``may_be_none``: that it asks whether there is an object at all counts, too (`if result is not None: await
        result`).
        """
        texts = {dotted_text(expression)}
        if isinstance(expression, cst.Call):
            texts.add(dotted_text(expression.func))
            texts.update(dotted_text(arg.value) for arg in expression.args[:1])
        if isinstance(expression, cst.Name):
            for write in self._assignments(expression.value, op):
                if isinstance(write.value, cst.Call):
                    texts.add(dotted_text(write.value.func))
        texts.discard("")
        for compound, _ in enclosing(op.block):
            if (
                may_be_none
                and isinstance(compound, Branch)
                and any(_identity(each) in texts for each in compound.tests)
            ):
                return True
        for call in op.function.calls:
            asks = dotted_text(call.node.func).rpartition(".")[2] in _QUESTIONS
            if asks and any(dotted_text(arg.value) in texts for arg in call.node.args[:1]):
                return True
        return self._is_expected_to_fail(op)

    def _is_expected_to_fail(self, op: Op) -> bool:
        for compound, block in enclosing(op.block):
            if isinstance(compound, With) and isinstance(compound.context, cst.Call):
                if dotted_text(compound.context.func).rpartition(".")[2] in _EXPECTS_FAILURE:
                    taken = {dotted_text(arg.value).rpartition(".")[2] for arg in compound.context.args}
                    if not taken or "" in taken or not taken.isdisjoint(_MISFITS | _BROAD):
                        return True
            elif isinstance(compound, Try) and block is compound.body:
                for handler in compound.handlers:
                    types = handler.type.elements if isinstance(handler.type, cst.Tuple) else ()
                    named = [dotted_text(each.value) for each in types] or [dotted_text(handler.type)]
                    if _MISFITS.intersection(named):
                        return True
        return False


def _is_only_said(value: Value) -> bool:
    """Whether only an annotation says of what type a value is."""
    return isinstance(value, Instance) and value.origin is None


def _identity(test: cst.BaseExpression | None) -> str:
    """What a test compares with None or asks for its truth."""
    if isinstance(test, cst.Comparison) and isinstance(test.comparisons[0].operator, (cst.Is, cst.IsNot)):
        return dotted_text(test.left)
    return dotted_text(test)


class _Ends(Flow[bool]):
    """Which ways out of a function there are."""

    def join(self, left: bool, right: bool) -> bool:
        return left or right

    def transfer(self, op: Op, state: bool) -> tuple[bool, bool]:  # noqa: ARG002 - the signature of Flow
        return state, state


def _is_builtin_class(name: str) -> bool:
    root, _, last = name.partition(".")
    return root == "builtins" and isinstance(getattr(builtins, last, None), type)


def _decorators(function: Function) -> set[str]:
    return {name.rpartition(".")[2] for name in decorator_names(function)}


def _does_something(op: Op) -> bool:
    if isinstance(op, Write):
        return not op.how.startswith("param")
    if isinstance(op, Read):
        return not (isinstance(op.node, cst.Name) and op.node.value in {"None", "True", "False", "NotImplemented"})
    if isinstance(op, Return):
        return not (
            op.value is None or isinstance(op.value, (cst.Name, cst.BaseNumber, cst.BaseString, cst.List, cst.Dict))
        )
    return True


def _may_give_anything(function: Function) -> bool:
    """Whether a plain function is annotated to give awaitables, or anything: its subclasses do."""
    node = function.node
    if function.is_async or not isinstance(node, cst.FunctionDef) or node.returns is None:
        return False
    todo: list[cst.CSTNode] = [node.returns.annotation]
    while todo:
        each = todo.pop()
        if type(each) is cst.Subscript and dotted_text(each.value) in _PLAIN_RESULTS:
            continue  # a dict[str, Any] is a dict
        if type(each) is cst.Name or type(each) is cst.SimpleString:
            if any(word in each.value for word in _ANYTHING):
                return True
        else:
            todo += parts(each)
    return False


def _says_nothing(function: Function) -> bool:
    """Whether the body is only ``...`` (or a docstring): the real function is elsewhere."""
    body = function.node.body
    if not isinstance(body, cst.BaseSuite):
        return False
    for statement in body.body:
        if not isinstance(statement, (cst.SimpleStatementLine, cst.BaseSmallStatement)):
            return False
        small = statement.body if isinstance(statement, cst.SimpleStatementLine) else (statement,)
        for each in small:
            if not isinstance(each, cst.Expr) or not isinstance(each.value, (cst.Ellipsis, cst.BaseString)):
                return False
    return True


def _is_plain(annotation: object) -> bool:
    """Whether an annotation names a builtin type."""
    if isinstance(annotation, cst.Subscript):
        annotation = annotation.value
    return isinstance(annotation, cst.Name) and annotation.value in _PLAIN_RESULTS
