"""Lowering of expressions: operands first, then the operation, in CPython's evaluation order."""

from __future__ import annotations

from typing import Any

import libcst as cst

from flake8_asyncsafe.model.lowering.core import Lowering, handles
from flake8_asyncsafe.model.ops import Block, Branch, Call, Iterate, Loop, Place, Return, Suspend, Write, Yield
from flake8_asyncsafe.model.scopes import Function, Scope


@handles(cst.Name)
def _name(lo: Lowering, node: cst.Name) -> None:
    lo.read(node, node.value)


@handles(cst.Attribute)
def _attribute(lo: Lowering, node: cst.Attribute) -> None:
    parents = lo.parents
    inner: cst.BaseExpression = node
    while type(inner) is cst.Attribute:
        parents[inner.value] = inner
        inner = inner.value
    if type(inner) is cst.Name:
        lo.read(node, inner.value)
    else:
        lo.stack.append((lo.read, node, ""))
        lo.stack.append(inner)


@handles(cst.Call)
def _call(lo: Lowering, node: cst.Call) -> None:
    push = lo.stack.append
    parents = lo.parents
    push((_emit_call, lo, node))
    for arg in reversed(node.args):
        parents[arg] = node
        parents[arg.value] = arg
        push(arg.value)
    parents[node.func] = node
    push(node.func)


def _emit_call(lo: Lowering, node: cst.Call) -> None:
    lo.function.calls.append(Call(node, lo.block))


def _in_generator(lo: Lowering) -> bool:
    """Whether we are inside a generator expression (whose suspensions are its consumer's)."""
    block: Block | None = lo.block
    while block is not None and block.owner is not None:
        owner = block.owner
        if isinstance(owner, Loop) and owner.kind == "generator":
            return True
        block = owner.block
    return False


def emit_suspend(lo: Lowering, node: cst.CSTNode, how: str) -> None:
    """Record a suspension point of the current function."""
    lo.function.suspends.append(Suspend(node, lo.block, how, lazy=_in_generator(lo)))


@handles(cst.Await)
def _await(lo: Lowering, node: cst.Await) -> None:
    lo.stack.append((emit_suspend, lo, node, "await"))
    lo.visit(node, node.expression)


@handles(cst.Yield)
def _yield(lo: Lowering, node: cst.Yield) -> None:
    lo.function.is_generator = True
    lo.stack.append((_emit_yield, lo, node))
    value = node.value
    if isinstance(value, cst.From):
        lo.parents[value] = node
        lo.visit(value, value.item)
    else:
        lo.visit(node, value)


def _emit_yield(lo: Lowering, node: cst.Yield) -> None:
    lo.function.yields.append(Yield(node, lo.block))
    if lo.function.is_async:
        emit_suspend(lo, node, "yield")


@handles(cst.BinaryOperation)
def _binary(lo: Lowering, node: cst.BinaryOperation) -> None:
    lo.visit(node, node.left, node.right)


@handles(cst.UnaryOperation)
def _unary(lo: Lowering, node: cst.UnaryOperation) -> None:
    lo.visit(node, node.expression)


@handles(cst.Comparison)
def _comparison(lo: Lowering, node: cst.Comparison) -> None:
    push = lo.stack.append
    outer = lo.block
    if len(node.comparisons) > 1:  # `a < b < c`: c is evaluated only if a < b
        push((lo.enter, outer))
    for place, target in reversed(list(enumerate(node.comparisons))):
        lo.parents[target] = node
        lo.parents[target.comparator] = target
        push(target.comparator)
        if place > 0:
            push((_optional, lo, node, outer))
    lo.parents[node.left] = node
    push(node.left)


@handles(cst.BooleanOperation)
def _boolean(lo: Lowering, node: cst.BooleanOperation) -> None:
    parents = lo.parents
    operands: list[cst.BaseExpression] = []
    inner: cst.BaseExpression = node
    while isinstance(inner, cst.BooleanOperation):
        parents[inner.left] = inner
        parents[inner.right] = inner
        operands.append(inner.right)
        inner = inner.left
    outer = lo.block
    push = lo.stack.append
    push((lo.enter, outer))
    for operand in operands:  # from the last to the first: the stack reverses
        push(operand)
        push((_optional, lo, node, outer))
    push(inner)


def _optional(lo: Lowering, node: cst.BaseExpression, outer: Block) -> None:
    branch = Branch(node, outer, "boolean")
    body = Block(outer.function, outer.scope, branch)
    branch.arms.append((Block(outer.function, outer.scope, branch), body))
    branch.tests.append(None)
    lo.block = body


@handles(cst.IfExp)
def _ternary(lo: Lowering, node: cst.IfExp) -> None:
    outer = lo.block
    branch = Branch(node, outer, "ternary")
    steps: list[Any] = []
    inner: cst.BaseExpression = node
    while isinstance(inner, cst.IfExp):
        lo.parents[inner.test] = inner
        lo.parents[inner.body] = inner
        lo.parents[inner.orelse] = inner
        test = Block(outer.function, outer.scope, branch)
        body = Block(outer.function, outer.scope, branch)
        branch.arms.append((test, body))
        branch.tests.append(inner.test)
        steps += [(lo.enter, test), inner.test, (lo.enter, body), inner.body]
        inner = inner.orelse
    branch.orelse = Block(outer.function, outer.scope, branch)
    steps += [(lo.enter, branch.orelse), inner, (lo.enter, outer)]
    lo.stack.extend(reversed(steps))


@handles(cst.NamedExpr)
def _walrus(lo: Lowering, node: cst.NamedExpr) -> None:
    lo.parents[node.target] = node
    if isinstance(node.target, cst.Name):
        lo.stack.append((lo.bind, node.target.value, node.target, "walrus", node.value))
    lo.visit(node, node.value)


@handles(cst.Tuple, cst.List, cst.Set)
def _display(lo: Lowering, node: cst.Tuple | cst.List | cst.Set) -> None:
    push = lo.stack.append
    parents = lo.parents
    for element in reversed(node.elements):
        parents[element] = node
        parents[element.value] = element
        push(element.value)


@handles(cst.Dict)
def _dict(lo: Lowering, node: cst.Dict) -> None:
    push = lo.stack.append
    parents = lo.parents
    for element in reversed(node.elements):
        parents[element] = node
        parents[element.value] = element
        push(element.value)
        if isinstance(element, cst.DictElement):
            parents[element.key] = element
            push(element.key)


@handles(cst.Subscript)
def _subscript(lo: Lowering, node: cst.Subscript) -> None:
    lo.stack.append((lo.read, node, ""))  # an operation of its own: it may raise
    lo.visit(node, node.value, *node.slice)


@handles(cst.SubscriptElement)
def _subscript_element(lo: Lowering, node: cst.SubscriptElement) -> None:
    lo.visit(node, node.slice)


@handles(cst.Index)
def _index(lo: Lowering, node: cst.Index) -> None:
    lo.visit(node, node.value)


@handles(cst.Slice)
def _slice(lo: Lowering, node: cst.Slice) -> None:
    lo.visit(node, node.lower, node.upper, node.step)


@handles(cst.FormattedString)
def _fstring(lo: Lowering, node: cst.FormattedString) -> None:
    lo.visit(node, *node.parts)


@handles(cst.FormattedStringExpression)
def _fstring_expression(lo: Lowering, node: cst.FormattedStringExpression) -> None:
    lo.visit(node, node.expression, *(node.format_spec or ()))


@handles(cst.ConcatenatedString)
def _concatenated(lo: Lowering, node: cst.ConcatenatedString) -> None:
    lo.visit(node, node.left, node.right)


if hasattr(cst, "TemplatedString"):  # PEP 750, libcst >= 1.9

    @handles(cst.TemplatedString)
    def _tstring(lo: Lowering, node: cst.TemplatedString) -> None:
        lo.visit(node, *node.parts)

    @handles(cst.TemplatedStringExpression)
    def _tstring_expression(lo: Lowering, node: cst.TemplatedStringExpression) -> None:
        lo.visit(node, node.expression, *(node.format_spec or ()))


# -- comprehensions ----------------------------------------------------------------------------------------------


@handles(cst.ListComp, cst.SetComp, cst.GeneratorExp, cst.DictComp)
def _comprehension(lo: Lowering, node: cst.ListComp | cst.SetComp | cst.GeneratorExp | cst.DictComp) -> None:
    outer = lo.block
    scope = Scope("comprehension", outer.scope, lo.function)
    kind = "generator" if isinstance(node, cst.GeneratorExp) else "comprehension"
    steps: list[Any] = []
    clause: cst.CompFor | None = node.for_in
    above: cst.CSTNode = node
    while clause is not None:
        lo.parents[clause] = above
        lo.parents[clause.iter] = clause
        steps += [clause.iter, (_comprehension_loop, lo, clause, scope, kind)]
        for test in clause.ifs:
            lo.parents[test] = clause
            lo.parents[test.test] = test
            steps += [(_filter, lo, test), test.test, (_filtered, lo)]
        above, clause = clause, clause.inner_for_in
    results = (node.key, node.value) if isinstance(node, cst.DictComp) else (node.elt,)
    for result in results:
        lo.parents[result] = node
        steps.append(result)
    steps.append((lo.enter, outer))
    lo.stack.extend(reversed(steps))


def _comprehension_loop(lo: Lowering, clause: cst.CompFor, scope: Scope, kind: str) -> None:
    is_async = clause.asynchronous is not None
    Iterate(clause, lo.block, clause.iter, is_async=is_async)
    loop = Loop(clause, lo.block, kind, scope)
    loop.is_async = is_async
    lo.block = loop.head
    if is_async:
        emit_suspend(lo, clause, "for")
    lo.visit_target(clause.target, clause)
    lo.store(clause.target, "for", clause.iter)
    lo.block = loop.body


def _filter(lo: Lowering, node: cst.CompIf) -> None:
    outer = lo.block
    branch = Branch(node, outer, "filter")
    test = Block(outer.function, outer.scope, branch)
    branch.arms.append((test, Block(outer.function, outer.scope, branch)))
    branch.tests.append(node.test)
    lo.block = test


def _filtered(lo: Lowering) -> None:
    branch = lo.block.owner
    assert isinstance(branch, Branch)
    lo.block = branch.arms[0][1]


# -- lambdas and parameters --------------------------------------------------------------------------------------


@handles(cst.Lambda)
def _lambda(lo: Lowering, node: cst.Lambda) -> None:
    parent = lo.function
    scope = Scope("function", lo.block.scope)
    function = Function("lambda", "<lambda>", node, parent, scope, owner=parent.owner)
    scope.function = function
    function.qualname = f"{parent.qualname}.<lambda>" if parent.kind != "module" else "<lambda>"
    function.place = Place(node, lo.block)
    lo.functions.append(function)
    visit_defaults(lo, node, node.params)

    def prologue() -> None:
        bind_parameters(lo, node.params)
        lo.stack.append((_emit_result, lo, node))
        lo.visit(node, node.body)

    lo.pending.append((function, ((), prologue)))


def _emit_result(lo: Lowering, node: cst.Lambda) -> None:
    lo.function.returns.append(Return(node, lo.block, node.body))


def all_parameters(params: cst.Parameters) -> list[cst.Param]:
    """Every parameter of a signature in its textual order, ``*args`` and ``**kwargs`` included."""
    found = [*params.posonly_params, *params.params]
    if type(params.star_arg) is cst.Param:
        found.append(params.star_arg)
    found.extend(params.kwonly_params)
    if params.star_kwarg is not None:
        found.append(params.star_kwarg)
    return found


def visit_defaults(lo: Lowering, owner: cst.CSTNode, params: cst.Parameters) -> None:
    """Schedule the default values, which the enclosing scope evaluates at definition."""
    for param in reversed(all_parameters(params)):
        lo.parents[param] = owner
        if param.default is not None:
            lo.visit(param, param.default)


def bind_parameters(lo: Lowering, params: cst.Parameters) -> None:
    """Record the parameters as the first writes of the function's own scope."""
    for param in all_parameters(params):
        star = param.star if isinstance(param.star, str) else ""
        annotation = param.annotation.annotation if param.annotation is not None else None
        write = Write(param, lo.block, "param" if not star else "param" + star, param.default, (), annotation)
        lo.function.scope.bindings.setdefault(param.name.value, []).append(write)
        lo.function.params.append(write)
