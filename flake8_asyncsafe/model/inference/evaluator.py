"""The evaluator: from an expression to the values it may have.

Everything is memoised by node and resolved on demand.  A chain of definitions longer than `_DEEPEST`, or one that
comes back to itself (``a = b; b = a``), is unknown: the evaluator's recursion is bounded by that constant, not by
the input.
"""

from __future__ import annotations

import ast
import builtins
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.inference.annotations import annotated, narrowed
from flake8_asyncsafe.model.inference.callers import Callers
from flake8_asyncsafe.model.inference.calls import Calls
from flake8_asyncsafe.model.inference.classes import Classes
from flake8_asyncsafe.model.inference.conventions import by_name, called_methods
from flake8_asyncsafe.model.inference.decorators import Decorators
from flake8_asyncsafe.model.inference.kept import Kept
from flake8_asyncsafe.model.inference.lambdas import Lambdas
from flake8_asyncsafe.model.inference.members import Members
from flake8_asyncsafe.model.inference.outside import Outside
from flake8_asyncsafe.model.inference.patterns import matched
from flake8_asyncsafe.model.inference.reaching import latest
from flake8_asyncsafe.model.inference.records import Records
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Iterate, Loop, Op, Write
from flake8_asyncsafe.model.scopes import Class, Function, Scope
from flake8_asyncsafe.model.values import (
    NONE,
    NOTHING,
    UNKNOWN,
    ClassRef,
    Constant,
    Display,
    External,
    FunctionRef,
    Instance,
    Value,
    Values,
    join,
    known,
)

if TYPE_CHECKING:
    from flake8_asyncsafe.catalogue.loader import Catalogue
    from flake8_asyncsafe.model.lowering import Lowering

_DEEPEST = 40
#: steps that one question may take: definitions that branch at every level (``return f() or f()``) double with each
_LONGEST = 2000
#: containers that an operator joins
_JOINED = {"+": frozenset({"builtins.list"}), "|": frozenset({"builtins.dict", "builtins.set"})}
_BUILTINS = frozenset(dir(builtins))
_LITERALS = frozenset(
    {
        cst.Integer, cst.Float, cst.Imaginary, cst.SimpleString, cst.ConcatenatedString, cst.FormattedString,
        cst.UnaryOperation,
    }
)  # fmt: skip
_DISPLAYS = frozenset(
    {cst.List, cst.Tuple, cst.Set, cst.Dict, cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp}
)
#: other expressions whose values may be known
_OTHERS = frozenset(
    {
        cst.Await, cst.IfExp, cst.BooleanOperation, cst.NamedExpr, cst.Lambda, cst.BinaryOperation, cst.Subscript,
    }
)  # fmt: skip
_CONSTANTS: dict[str, Values] = {"None": (Constant(None),), "True": (Constant(True),), "False": (Constant(False),)}


class Evaluator:
    """Resolves the expressions of one module; ``outside`` says what is known of others."""

    def __init__(self, lowering: Lowering, catalogue: Catalogue, outside: Outside | None = None) -> None:
        self.lowering = lowering
        self.catalogue = catalogue
        self.outside = outside or Outside()
        self.outside.serve(self)
        self.classes = Classes(self, lowering.classes)
        self.records = Records(self)
        self.members = Members(self)
        self.calls = Calls(self)
        self.decorators = Decorators(self)
        self.lambdas = Lambdas(self)
        self.callers = Callers(self)
        self.kept = Kept(self)
        self._memo: dict[object, Values] = {}
        self._partial: dict[object, Values] = {}
        #: what has been evaluated: as long as it lives, its identity is no other expression's
        self._alive: list[cst.BaseExpression] = []
        self._busy: set[object] = set()
        self._depth = 0
        self._steps = 0
        #: how often a computation was refused so far: an answer that took none of that is all there is
        self.cuts = 0

    def values(self, expression: cst.BaseExpression, op: Op) -> Values:
        """The values that ``expression`` may have where ``op`` uses it."""
        # by identity: libcst's nodes hash by a function written in Python, which is dear for a look-up
        key = id(expression)
        memo = self._memo.get(key)
        if memo is None and self._partial:
            memo = self._partial.get(key)
        if memo is not None:
            return memo
        if not self.guarded(key):
            return NOTHING
        cuts = self.cuts
        try:
            result = self._evaluate(expression, op) or NOTHING
        finally:
            self.leave(key)
        self.remember(key, result, cuts)
        self._alive.append(expression)
        return result

    def recall(self, key: object) -> Values | None:
        """What was remembered for a key; None for nothing."""
        memo = self._memo.get(key)
        return self._partial.get(key) if memo is None and self._partial else memo

    def remember(self, key: object, result: Values, cuts: int) -> None:
        """Keep a result; one that a cut (a cycle, or too deep) left incomplete only for the question being answered."""
        if self._depth == 0 or cuts == self.cuts:
            self._memo[key] = result
        else:
            self._partial[key] = result

    def forget(self) -> None:
        """Start anew: what has been found out spares later questions depth, so they would depend on earlier ones."""
        self._memo.clear()
        self._partial.clear()
        self._alive.clear()
        self.decorators = Decorators(self)

    def guarded(self, key: object) -> bool:
        """Enter a computation named by ``key``; false if it is under way already (a cycle), too deep or too long."""
        if self._depth == 0:
            self._steps = 0
            self._partial.clear()
        if key in self._busy or self._depth >= _DEEPEST or self._steps >= _LONGEST:
            self.cuts += 1
            return False
        self._busy.add(key)
        self._depth += 1
        self._steps += 1
        return True

    def leave(self, key: object) -> None:
        """Leave what `guarded` entered."""
        self._busy.discard(key)
        self._depth -= 1

    def _evaluate(self, node: cst.BaseExpression, op: Op) -> Values:
        # by the exact type: libcst's nodes have an abstract base, which makes each `isinstance` that fails dear
        kind = type(node)
        if type(node) is cst.Name:
            return self.name(node.value, op)
        if type(node) is cst.Attribute:
            return self._attribute(node, op)
        if type(node) is cst.Call:
            return self.calls.result(node, op)
        if kind in _LITERALS:
            return self._constant(node)
        if kind in _DISPLAYS:
            return (Display(node, op.block),)
        if kind not in _OTHERS:
            return NOTHING
        if isinstance(node, cst.Await):
            return join(*(self.calls.awaited(value) for value in self.values(node.expression, op)))
        if isinstance(node, cst.IfExp):
            return join(self.values(node.body, op), self.values(node.orelse, op))
        if isinstance(node, cst.BooleanOperation):
            return join(self.values(node.left, op), self.values(node.right, op))
        if isinstance(node, cst.NamedExpr):
            return self.values(node.value, op)
        if isinstance(node, cst.Lambda):
            return tuple(FunctionRef(each) for each in self.lowering.functions if each.node is node)
        if isinstance(node, cst.BinaryOperation):
            return self._binary(node, op)
        if isinstance(node, cst.Subscript):
            return self.members.item(node, op)
        return NOTHING

    def _constant(self, node: cst.BaseExpression) -> Values:
        if isinstance(node, cst.FormattedString):
            return (Instance("builtins.str"),)
        try:
            if type(node) is cst.SimpleString:
                return (Constant(_text(node)),)
            if isinstance(node, (cst.BaseString, cst.BaseNumber)):
                return (Constant(node.evaluated_value),)  # type: ignore[union-attr]
            if isinstance(node, cst.UnaryOperation) and isinstance(node.expression, cst.Integer):
                sign = -1 if isinstance(node.operator, cst.Minus) else 1
                if isinstance(node.operator, (cst.Minus, cst.Plus)):
                    return (Constant(sign * ast.literal_eval(node.expression.value)),)
        except (ValueError, SyntaxError, AttributeError, MemoryError):
            pass
        return NOTHING

    def _binary(self, node: cst.BinaryOperation, op: Op) -> Values:
        if isinstance(node.operator, (cst.Add, cst.Modulo, cst.BitOr)):
            left = self.values(node.left, op)
            if left and all(_is_text(value) for value in left):
                return (Instance("builtins.str"),)
            sign = "|" if isinstance(node.operator, cst.BitOr) else "+"
            kinds = {_container(value) for value in left} & _JOINED.get(sign, frozenset())
            if len(kinds) != 1 or isinstance(node.operator, cst.Modulo):
                return NOTHING
            both = (*left, *self.values(node.right, op))
            elements = join(*(self.members.stored(value, op) for value in both))
            return (Instance(kinds.pop(), None, tuple(each for each in elements if each != NOTHING[0])),)
        if isinstance(node.operator, cst.Multiply):
            return tuple(value for value in self.values(node.left, op) if isinstance(value, Display)) or NOTHING
        if isinstance(node.operator, cst.Divide):
            found: list[Instance] = []
            for operand in (node.left, node.right):
                for value in self.values(operand, op):
                    if isinstance(value, Instance) and isinstance(value.type, str):
                        kind = self.catalogue.type(value.type)
                        if kind is not None and "/" in kind.operators:
                            found.append(Instance(kind.operators["/"]))
                if found:
                    break
            return tuple(found) or NOTHING
        return NOTHING

    def imports(self, root: str) -> bool:
        """Whether the module imports a top-level package."""
        return root in self.imported

    @cached_property
    def called_methods(self) -> frozenset[str]:
        """The names of all methods that the module calls, of anything."""
        return called_methods(self)

    @cached_property
    def imported(self) -> frozenset[str]:
        """The top-level packages that the module imports, anywhere; of a relative import its own."""
        names = set(self.lowering.imported)
        names.update(star.partition(".")[0] for star in self.lowering.module.scope.stars)
        return frozenset(names)

    # -- names ------------------------------------------------------------------------------------------------------

    def name(self, name: str, op: Op) -> Values:
        """The values of a plain name where ``op`` reads it."""
        constant = _CONSTANTS.get(name)
        if constant is not None:
            return constant
        scope = op.block.scope.lookup(name)
        if scope is None:
            return self._undefined(name, op.block.scope)
        writes = scope.bindings[name]
        if scope.function is op.function and scope.kind != "class":
            if "isinstance" in op.block.scope.reads:
                found = narrowed(self, name, op, writes)
                if found is not None:
                    return found
            if len(writes) > 1:
                writes = latest(scope, name, op)
        return join(*(self.bound(write) for write in writes if write.how != "del"))

    def _undefined(self, name: str, scope: Scope | None) -> Values:
        while scope is not None:
            for star in reversed(scope.stars):
                candidate = self.catalogue.canonical(f"{star}.{name}")
                if candidate in self.catalogue.apis or candidate in self.catalogue.types:
                    return (External(candidate),)
                found = self.outside.starred(star, name) if name not in _BUILTINS else NOTHING
                if found != NOTHING:
                    return found
            scope = scope.parent
        return (External(f"builtins.{name}"),) if name in _BUILTINS else NOTHING

    def bound(self, write: Write) -> Values:
        """The values that one write gives to its target."""
        memo = self._memo.get(write)
        if memo is None and self._partial:
            memo = self._partial.get(write)
        if memo is not None:
            return memo
        if not self.guarded(write):
            return NOTHING
        cuts = self.cuts
        try:
            result = self._bound(write)
        finally:
            self.leave(write)
        self.remember(write, result, cuts)
        return result

    def _bound(self, write: Write) -> Values:
        how = write.how
        detail = write.detail
        if how == "import":
            return self.outside.named(self.catalogue.canonical(str(detail)))
        if how == "given":
            return self.outside.given(write)
        if how == "def" and isinstance(detail, Function):
            return self.decorators.result(detail)
        if how == "class" and isinstance(detail, Class):
            return (ClassRef(detail),)
        if how in {"assign", "ann", "walrus"}:
            values = self.members.unpack(self.values(write.value, write), write.path) if write.value is not None else ()
            values = self._factories(values)
            if isinstance(detail, cst.BaseExpression):
                named = annotated(self, detail, write)
                values = tuple(value for value in values if not _is_empty(value)) if named != NOTHING else values
                if named != NOTHING and not any(isinstance(value, (Instance, Display)) for value in values):
                    values = join(named, tuple(v for v in values if v != NOTHING[0]))
                values = join(*(_specified(value, named) for value in values))
            return values
        if how == "for" and write.value is not None:
            return self.members.unpack(self.members.elements(write.value, _before_loop(write)), write.path)
        if how == "with" and write.value is not None:
            return self.members.unpack(self.members.entered(write.value, write), write.path)
        if how == "param":
            return self._parameter(write)
        if how in {"param*", "param**"}:
            element = (
                annotated(self, detail, write.function.place or write)
                if isinstance(detail, cst.BaseExpression)
                else NOTHING
            )
            return (Instance("builtins.tuple" if how == "param*" else "builtins.dict", None, element),)
        if how == "match":
            return matched(self, write)
        return NOTHING

    def _factories(self, values: Values) -> Values:
        """``field(default_factory=threading.Lock)`` on a class attribute stands for what the factory makes."""
        if not any(isinstance(value, Instance) and value.type == "dataclasses.Field" for value in values):
            return values
        made: list[Values] = []
        for value in values:
            if isinstance(value, Instance) and value.type == "dataclasses.Field" and value.element:
                made.append(value.element)
            else:
                made.append((value,))
        return join(*made)

    def _parameter(self, write: Write) -> Values:
        function = write.function
        assert isinstance(write.node, cst.Param)
        name = write.node.name.value
        if function.receiver == name and function.owner is not None and function.params and function.params[0] is write:
            names = [dotted_text(each) for each in function.decorators]
            if "classmethod" in names or function.name in {"__new__", "__init_subclass__", "__class_getitem__"}:
                return (ClassRef(function.owner),)
            return self._annotated_self(write, function) or (Instance(function.owner),)
        values: Values = ()
        place = function.place or write
        if isinstance(write.detail, cst.BaseExpression):
            values = annotated(self, write.detail, place)
        if write.value is not None and values in ((), NOTHING):
            values = join(self.values(write.value, place), NOTHING)
        if not values and function.kind == "lambda" and write in function.params:
            values = self.lambdas.parameter(function, function.params.index(write))
        if not values and write.detail is None and write.value is None:
            values = by_name(self, name)
        if write.detail is None and not known(values):
            given = self.callers.parameter(function, name)
            values = join(tuple(value for value in values if value != UNKNOWN), given)
        return values or NOTHING

    def _annotated_self(self, write: Write, function: Function) -> Values:
        """What a mixin says that its ``self`` is: ``self: "Client"``, of the class that is put together from it."""
        if not isinstance(write.detail, (cst.SimpleString, cst.Name, cst.Attribute)):
            return ()
        values = annotated(self, write.detail, function.place or write)
        classes = (value for value in values if isinstance(value, Instance) and isinstance(value.type, Class))
        return tuple(value for value in classes if value.type is not function.owner)

    # -- attributes -------------------------------------------------------------------------------------------------

    def _attribute(self, node: cst.Attribute, op: Op) -> Values:
        if "isinstance" in op.block.scope.reads:
            path = dotted_text(node)
            if path:
                found = narrowed(self, path, op)
                if found is not None:
                    return found
        if type(node.value) is cst.Call and type(node.value.func) is cst.Name and node.value.func.value == "super":
            owner = _owner(op.function)
            return self.members.super_attribute(owner, node.attr.value) if owner is not None else NOTHING
        receivers = self.values(node.value, op)
        if len(receivers) > 1:  # an Optional: None has no attributes of interest
            receivers = tuple(value for value in receivers if value != NONE)
        return join(*(self.members.attribute(value, node.attr.value) for value in receivers))


def _text(node: cst.SimpleString) -> object:
    """The value of a string; of a plain one without ``ast.literal_eval``, which leaves cycles for the collector."""
    text = node.value
    if text[0] not in "\"'" or "\\" in text or "\r" in text:
        return node.evaluated_value
    quotes = 3 if text.startswith(('"""', "'''")) else 1
    return text[quotes:-quotes]


def _owner(function: Function | None) -> Class | None:
    """The class whose method a function is, or stands in."""
    while function is not None and function.owner is None:
        function = function.parent
    return function.owner if function is not None else None


def _container(value: Value) -> str:
    """The builtin container type of a value."""
    if isinstance(value, Display):
        return f"builtins.{type(value.node).__name__.removesuffix('Comp').lower()}"
    return value.type if isinstance(value, Instance) and isinstance(value.type, str) else ""


def _is_text(value: Value) -> bool:
    return value == Instance("builtins.str") or (isinstance(value, Constant) and isinstance(value.value, str))


def _is_empty(value: Value) -> bool:
    """``[]`` or ``{}``: its annotation says what it will hold."""
    return isinstance(value, Display) and not getattr(value.node, "elements", True)


def _specified(value: Value, named: Values) -> Values:
    """``field(default_factory=list)``, ``dict()``: the annotation says what it will hold."""
    if isinstance(value, Instance) and value.origin is not None and not value.element:
        fitting = (each for each in named if isinstance(each, Instance) and each.type == value.type and each.element)
        return tuple(replace(each, origin=value.origin) for each in fitting) or (value,)
    return (value,)


def _before_loop(write: Write) -> Op:
    """The operation that starts the loop of which ``write`` binds the target: there the iterable is looked up."""
    loop = write.block.owner
    start = loop.block.items[loop.at - 1] if isinstance(loop, Loop) and loop.at > 0 else None
    return start if isinstance(start, Iterate) else write


__all__ = ["Evaluator"]
