"""Coroutine objects that are used twice, and caches that hand the same one out again.

A coroutine object runs once: when it has been awaited, or given to something that awaits it, it is used up.  A forward
flow follows the local names that hold one; a name that is bound anew holds a fresh object.  What two tests exclude each
other for is no second use.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Form
from flake8_asyncsafe.model.flow import Flow
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.ops import Branch, Loop, Op, Suspend, Write, enclosing
from flake8_asyncsafe.model.tasks.expected import expects_failure
from flake8_asyncsafe.model.text import code_of
from flake8_asyncsafe.model.values import Constant, Coroutine, Display, FunctionRef, Method

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import With
    from flake8_asyncsafe.model.scopes import Function

#: reads that say that a coroutine is driven by hand
_BY_HAND = ("send", "throw", "cr_")
_CACHES = frozenset({"cache", "cached-property"})
#: decorators under a cache that leave a coroutine function one
_PLAIN = frozenset({"staticmethod", "classmethod", "abstractmethod", "override", "final", "wraps", "no_type_check"})

#: what keeps its elements: a generator expression makes them anew, or none
_COLLECTIONS = (cst.List, cst.Tuple, cst.Set, cst.ListComp, cst.SetComp)

Conditions = frozenset[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Held:
    """``name`` may hold the coroutine that ``made`` made (None: a parameter); ``use`` used it up, under ``when``."""

    name: str
    made: Write | None
    use: cst.BaseExpression | None = None
    when: Conditions = frozenset()


@dataclass(frozen=True, slots=True)
class Reuse:
    """``node`` uses a coroutine again that ``first`` used up; the same node in a loop, a repetition without one."""

    node: cst.BaseExpression
    first: cst.BaseExpression | None


class CoroutineFlow(Flow[frozenset[Held]]):
    """The flow of coroutine objects through the local names of one function."""

    def __init__(
        self, function: Function, module: Module, uses: dict[Op, list[cst.Name]], names: frozenset[str]
    ) -> None:
        super().__init__(function)
        self._module = module
        self._uses = uses
        self._names = names
        #: second use -> first use
        self.found: dict[cst.BaseExpression, cst.BaseExpression] = {}
        self.run(
            frozenset(
                Held(param.node.name.value, None)
                for param in function.params
                if isinstance(param.node, cst.Param) and param.node.name.value in names
            )
        )

    def join(self, left: frozenset[Held], right: frozenset[Held]) -> frozenset[Held]:
        """What a name may hold: on either path."""
        return left | right

    def transfer(self, op: Op, state: frozenset[Held]) -> tuple[frozenset[Held], frozenset[Held]]:
        """An await that fails has used its coroutine up; a call that fails has not taken it."""
        if isinstance(op, Write) and isinstance(op.node, cst.Name) and op.node.value in self._names:
            after = self._bind(op, op.node.value, state)
            return after, after
        if op in self._uses:
            after = state
            for node in self._uses[op]:
                after = self._consume(node, op, after)
            return after, after if isinstance(op, Suspend) else state
        return state, state

    def refine(self, test: cst.BaseExpression | None, state: frozenset[Held], *, truth: bool) -> frozenset[Held]:
        """A use under the opposite outcome of the same test has not happened."""
        if test is None:
            return state
        text, outcome = _normal(test, truth=truth)
        return frozenset(held for held in state if (text, not outcome) not in held.when)

    def swallows(self, scope: With) -> bool:
        """``with suppress(...)``: after a failure the next try comes."""
        made = scope.context
        return isinstance(made, cst.Call) and "contextlib.suppress" in self._module.names_of(made.func, scope.enter)

    def _bind(self, op: Write, name: str, state: frozenset[Held]) -> frozenset[Held]:
        kept = frozenset(held for held in state if held.name != name)
        if op.how not in {"assign", "ann", "walrus"}:
            return kept
        if isinstance(op.value, cst.Name) and not op.path:
            return kept | {replace(held, name=name) for held in state if held.name == op.value.value}
        if op.value is not None and not op.path and _holds(self._module, op.value, op):
            # the write of a former turn made another object: what still holds that is followed no longer
            return frozenset(held for held in kept if held.made is not op) | {Held(name, op)}
        return kept

    def _consume(self, node: cst.Name, op: Op, state: frozenset[Held]) -> frozenset[Held]:
        mine = [held for held in state if held.name == node.value]
        for held in mine:
            if held.use is not None and not (held.use is node and self._is_chosen(op)):
                self.found.setdefault(node, held.use)
        made = {held.made for held in mine if held.use is None}
        when = _conditions(op)
        return frozenset(
            replace(held, use=node, when=when)
            if held.use is None and held.made in made and (held.name == node.value or len(made) == 1)
            else held
            for held in state
        )

    @staticmethod
    def _is_chosen(op: Op) -> bool:
        """Whether a condition in the loop around decides in which turn something happens: perhaps in one only."""
        for compound, block in enclosing(op.block):
            if isinstance(compound, Loop) and block is not compound.orelse:
                return False
            if isinstance(compound, Branch):
                return True
        return False


class Reuses:
    """Second uses of coroutine objects, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def reuses(self) -> Iterator[Reuse]:
        """Every second use of a coroutine that a local name holds, and every repetition of one in a list."""
        for function in self._module.functions:
            uses = self._uses(function)
            names = self._worth_following(uses) if uses else frozenset()
            if names:
                for node, first in CoroutineFlow(function, self._module, uses, names).found.items():
                    if not self._is_expected(node, uses):
                        yield Reuse(node, first)
            for node, op in self._objects(function):
                repeated = self._repeated(node, op)
                if repeated is not None:
                    yield Reuse(repeated, None)

    def _objects(self, function: Function) -> Iterator[tuple[cst.BaseExpression, Op]]:
        """The expressions that make a coroutine object, and the reads of the local names that are bound to one."""
        for made, place in self._module.colour.made(function):
            yield made, place
            for target in self._module.use(made).targets:
                for read in self._module.reads_of(target) if isinstance(target, cst.Name) else ():
                    if not isinstance(read.node, cst.Name) or read.function is not function:
                        continue
                    if self._module.colour.coroutine(read.node, read) is not None:
                        yield read.node, read

    # -- uses ---------------------------------------------------------------------------------------------------------

    def _uses(self, function: Function) -> dict[Op, list[cst.Name]]:
        """The local names that each operation uses up, where they certainly are coroutine objects."""
        found: dict[Op, list[cst.Name]] = {}
        for suspend in function.suspends:
            if suspend.how == "await" and isinstance(suspend.node, cst.Await) and not suspend.lazy:
                self._note(suspend.node.expression, suspend, found)
        for call in function.calls:
            if any(isinstance(arg.value, (cst.Name, cst.List, cst.Tuple)) for arg in call.node.args):
                for _, runs, given in self._module.spawns.handed_over(call):
                    if runs.form is Form.COROUTINE:
                        for each in _spread(given):
                            self._note(each, call, found)
        return found

    def _note(self, node: cst.BaseExpression, op: Op, found: dict[Op, list[cst.Name]]) -> None:
        if not isinstance(node, cst.Name):
            return
        scope = op.block.scope.lookup(node.value)
        if scope is None or scope.kind == "class":
            return
        if any(write.function is not op.function for write in scope.bindings[node.value]):
            return
        if not _holds(self._module, node, op) or self._is_driven_by_hand(node, op):
            return
        if self._module.colour.coroutine(node, op) is None and self._is_changed(node, op):
            return
        if all(each is not node for each in found.setdefault(op, [])):  # an API may be reached in two ways
            found[op].append(node)

    def _is_driven_by_hand(self, node: cst.Name, op: Op) -> bool:
        scope = op.block.scope.lookup(node.value)
        for read in scope.read_anywhere(node.value) if scope is not None else ():
            if isinstance(read.node, cst.Attribute) and read.node.attr.value.startswith(_BY_HAND):
                return True
            if isinstance(read.node, cst.BaseExpression):
                use = self._module.use(read.node)
                if use.kind == "argument" and any(
                    name.startswith("inspect.") for name in self._module.colour.callee_names(use, read)
                ):
                    return True
        return False

    def _is_changed(self, node: cst.Name, op: Op) -> bool:
        """Whether a collection of coroutines is filled, emptied or taken apart: it may hold others the second time."""
        scope = op.block.scope.lookup(node.value)
        for read in scope.read_anywhere(node.value) if scope is not None else ():
            if not isinstance(read.node, cst.Name):
                return True
            if self._module.use(read.node).kind not in {"unpacked", "argument", "tested", "iterated", "bound"}:
                return True
        return False

    @staticmethod
    def _worth_following(uses: dict[Op, list[cst.Name]]) -> frozenset[str]:
        """The names used more than once, or in a loop, or of which one may be another name of another."""
        count: dict[str, int] = {}
        aliases: set[str] = set()
        for op, nodes in uses.items():
            in_loop = any(isinstance(compound, Loop) for compound, _ in enclosing(op.block))
            for node in nodes:
                count[node.value] = count.get(node.value, 0) + (2 if in_loop else 1)
                scope = op.block.scope.lookup(node.value)
                values = [write.value for write in scope.bindings[node.value]] if scope is not None else []
                aliases.update(value.value for value in values if isinstance(value, cst.Name))
        if aliases and len(count) + len(aliases - count.keys()) > 1:
            return frozenset(count) | aliases
        return frozenset(name for name, times in count.items() if times > 1)

    @staticmethod
    def _is_expected(node: cst.BaseExpression, uses: dict[Op, list[cst.Name]]) -> bool:
        """``with pytest.raises(RuntimeError): await c``: the failure is what is tested."""
        op = next(op for op, nodes in uses.items() if any(each is node for each in nodes))
        return expects_failure(op)

    # -- repetitions --------------------------------------------------------------------------------------------------

    def _repeated(self, node: cst.BaseExpression, op: Op) -> cst.BaseExpression | None:
        """``[f()] * n``, ``repeat(f(), n)`` and ``[c for _ in xs]``: one object, many times."""
        use = self._module.use(node)
        if use.kind == "argument" and isinstance(use.node, cst.Call):
            return use.node if "itertools.repeat" in self._module.colour.callee_names(use, op) else None
        if use.kind != "element" or use.node is None:
            return None
        if isinstance(use.node, (cst.ListComp, cst.GeneratorExp)):
            if not isinstance(node, cst.Name) or op.block.scope.lookup(node.value) is op.block.scope:
                return None
            return node if self._module.use(use.node).kind in {"unpacked", "argument", "bound"} else None
        display = self._module.parents.get(use.node)
        if not isinstance(display, (cst.List, cst.Tuple)):
            return None
        product = self._module.use(display)
        if product.kind != "operand" or not isinstance(product.node, cst.BinaryOperation):
            return None
        times = product.node.right if product.node.left is display else product.node.left
        few = all(isinstance(each, Constant) and each.value in {0, 1} for each in self._module.values(times, op))
        return product.node if isinstance(product.node.operator, cst.Multiply) and not few else None

    # -- caches -------------------------------------------------------------------------------------------------------

    def cached(self) -> Iterator[tuple[cst.BaseExpression, str]]:
        """(decorator or call, name of the function) for the caches that remember coroutine objects."""
        for function in self._module.functions:
            if function.decorators and function.write is not None and self._gives_coroutine(function):
                named = zip(reversed(function.decorators), reversed(list(decorator_names(function))), strict=True)
                for decorator, name in named:
                    if self._is_cache(decorator, function.write):
                        yield decorator, function.name
                        break
                    if name.rpartition(".")[2] not in _PLAIN:
                        break  # it may make anything of the function
        for call in self._module.calls():
            args = call.node.args
            given = args[0].value if len(args) == 1 and not args[0].star else None
            if (
                isinstance(given, (cst.Name, cst.Attribute))
                and self._is_cache(call.node.func, call)
                and self._module.colour.is_coroutine_function(given, call)
            ):
                yield call.node, self._module.source(given)

    def _is_cache(self, decorator: cst.BaseExpression, op: Op) -> bool:
        named = decorator.func if isinstance(decorator, cst.Call) else decorator
        apis = [self._module.catalogue.api(name) for name in self._module.names_of(named, op)]
        return bool(apis) and all(api is not None and api.decorator in _CACHES for api in apis)

    def _gives_coroutine(self, function: Function) -> bool:
        if function.is_async or function.is_generator:
            return function.is_coroutine
        made = [value for each in function.returns if each.value for value in self._module.values(each.value, each)]
        return bool(made) and all(
            isinstance(value, Coroutine) and isinstance(value.of, (FunctionRef, Method)) for value in made
        )


def _holds(module: Module, node: cst.BaseExpression, op: Op) -> bool:
    """Whether an expression certainly is a coroutine object, or a collection of such."""
    if module.colour.coroutine(node, op) is not None:
        return True
    values = module.values(node, op) if isinstance(node, (cst.Name, *_COLLECTIONS)) else ()
    for value in values:
        elements = module.evaluator.members.element(value, op) if isinstance(value, Display) else ()
        if not isinstance(value, Display) or not isinstance(value.node, _COLLECTIONS):
            return False
        if not elements or not all(isinstance(each, Coroutine) for each in elements):
            return False
    return bool(values)


def _spread(node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    if isinstance(node, (cst.List, cst.Tuple, cst.Set)):
        for element in node.elements:
            yield element.value
    else:
        yield node


def _conditions(op: Op) -> Conditions:
    """The outcomes of tests on which it depends, by the structure around it, that an operation happens."""
    found: set[tuple[str, bool]] = set()
    for compound, block in enclosing(op.block):
        if isinstance(compound, Branch) and compound.kind in {"if", "ternary"}:
            for (test, body), expression in zip(compound.arms, compound.tests, strict=True):
                if test is block:
                    break
                if expression is not None:
                    found.add(_normal(expression, truth=body is block))
                if body is block:
                    break
    return frozenset(found)


def _normal(test: cst.BaseExpression, *, truth: bool) -> tuple[str, bool]:
    """A test without its negations, and the outcome that it then has."""
    while isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        test, truth = test.expression, not truth
    if isinstance(test, cst.Comparison) and len(test.comparisons) == 1:
        target = test.comparisons[0]
        for negative, sign in ((cst.IsNot, "is"), (cst.NotEqual, "=="), (cst.NotIn, "in")):
            if isinstance(target.operator, negative):
                return f"{code_of(test.left)} {sign} {code_of(target.comparator)}", not truth
    return code_of(test), truth
