"""Lowering of statements: the control structure, bindings and definitions."""

from __future__ import annotations

from typing import Any

import libcst as cst

from flake8_asyncsafe.model.lowering.core import Lowering, handles
from flake8_asyncsafe.model.lowering.expressions import bind_parameters, emit_suspend, visit_defaults
from flake8_asyncsafe.model.ops import (
    Block,
    Branch,
    ClassBody,
    Enter,
    Exit,
    Handler,
    Iterate,
    Jump,
    Loop,
    Raise,
    Return,
    Suspend,
    Try,
    With,
)
from flake8_asyncsafe.model.scopes import Class, Function, Scope
from flake8_asyncsafe.project.layout import absolute


@handles(cst.SimpleStatementLine, cst.SimpleStatementSuite, cst.IndentedBlock)
def _body(lo: Lowering, node: cst.SimpleStatementLine | cst.SimpleStatementSuite | cst.IndentedBlock) -> None:
    push = lo.stack.append
    parents = lo.parents
    for statement in reversed(node.body):
        parents[statement] = node
        push(statement)


@handles(cst.Else, cst.Finally)
def _wrapped(lo: Lowering, node: cst.Else | cst.Finally) -> None:
    lo.visit(node, node.body)


@handles(cst.Expr)
def _expression_statement(lo: Lowering, node: cst.Expr) -> None:
    lo.visit(node, node.value)


@handles(cst.Assign)
def _assign(lo: Lowering, node: cst.Assign) -> None:
    push = lo.stack.append
    for target in reversed(node.targets):
        lo.parents[target] = node
        push((lo.store, target.target, "assign", node.value))
        push((lo.visit_target, target.target, target))
    lo.visit(node, node.value)


@handles(cst.AnnAssign)
def _annotated(lo: Lowering, node: cst.AnnAssign) -> None:
    lo.stack.append((lo.store, node.target, "ann", node.value, (), node.annotation.annotation))
    lo.stack.append((lo.visit_target, node.target, node))
    lo.visit(node, node.value)


@handles(cst.AugAssign)
def _augmented(lo: Lowering, node: cst.AugAssign) -> None:
    # the target is read before the right-hand side is evaluated, and written after: `self.n += await f()` loses updates
    lo.stack.append((lo.store, node.target, "aug", node.value))
    lo.visit(node, node.target, node.value)


@handles(cst.Del)
def _delete(lo: Lowering, node: cst.Del) -> None:
    lo.stack.append((lo.store, node.target, "del", None))
    lo.visit_target(node.target, node)


@handles(cst.Return)
def _return(lo: Lowering, node: cst.Return) -> None:
    lo.stack.append((_emit_return, lo, node))
    lo.visit(node, node.value)


def _emit_return(lo: Lowering, node: cst.Return) -> None:
    lo.function.returns.append(Return(node, lo.block, node.value))


@handles(cst.Raise)
def _raise(lo: Lowering, node: cst.Raise) -> None:
    lo.stack.append((_emit_raise, lo, node))
    cause = node.cause.item if node.cause is not None else None
    lo.visit(node, node.exc, cause)


def _emit_raise(lo: Lowering, node: cst.Raise) -> None:
    Raise(node, lo.block)


@handles(cst.Break, cst.Continue)
def _jump(lo: Lowering, node: cst.Break | cst.Continue) -> None:
    Jump(node, lo.block)


@handles(cst.Assert)
def _assert(lo: Lowering, node: cst.Assert) -> None:
    outer = lo.block
    branch = Branch(node, outer, "assert")
    test = Block(outer.function, outer.scope, branch)
    branch.arms.append((test, Block(outer.function, outer.scope, branch)))
    branch.tests.append(node.test)
    branch.orelse = Block(outer.function, outer.scope, branch)
    lo.parents[node.test] = node
    steps: list[Any] = [(lo.enter, test), node.test, (lo.enter, branch.orelse)]
    if node.msg is not None:
        lo.parents[node.msg] = node
        steps.append(node.msg)
    steps.append((lo.enter, outer))
    lo.stack.extend(reversed(steps))


@handles(cst.Global)
def _global(lo: Lowering, node: cst.Global) -> None:
    for item in node.names:
        lo.block.scope.declared[item.name.value] = "global"


@handles(cst.Nonlocal)
def _nonlocal(lo: Lowering, node: cst.Nonlocal) -> None:
    for item in node.names:
        lo.block.scope.declared[item.name.value] = "nonlocal"


# -- imports -----------------------------------------------------------------------------------------------------


def dotted_text(node: cst.BaseExpression | None) -> str:
    """The text of a dotted name made of Name and Attribute nodes ("" for anything else)."""
    # by the exact type: libcst's nodes have an abstract base, which makes each `isinstance` that fails dear
    if type(node) is cst.Name:
        return node.value
    parts: list[str] = []
    while type(node) is cst.Attribute:
        parts.append(node.attr.value)
        node = node.value
    if type(node) is not cst.Name:
        return ""
    parts.append(node.value)
    return ".".join(reversed(parts))


@handles(cst.Import)
def _import(lo: Lowering, node: cst.Import) -> None:
    for alias in node.names:
        lo.parents[alias] = node
        target = dotted_text(alias.name)
        if alias.asname is not None and isinstance(alias.asname.name, cst.Name):
            lo.bind(alias.asname.name.value, alias, "import", detail=target)
        else:
            root = target.split(".", 1)[0]
            lo.bind(root, alias, "import", detail=root)


@handles(cst.ImportFrom)
def _import_from(lo: Lowering, node: cst.ImportFrom) -> None:
    module = absolute(lo.package, "." * len(node.relative) + dotted_text(node.module))
    if isinstance(node.names, cst.ImportStar):
        lo.block.scope.stars.append(module)
        return
    for alias in node.names:
        lo.parents[alias] = node
        target = dotted_text(alias.name)
        name = alias.asname.name.value if alias.asname and isinstance(alias.asname.name, cst.Name) else target
        joint = "" if module.endswith(".") else "."
        lo.bind(name, alias, "import", detail=f"{module}{joint}{target}")


# -- control flow ------------------------------------------------------------------------------------------------


@handles(cst.While)
def _while(lo: Lowering, node: cst.While) -> None:
    outer = lo.block
    loop = Loop(node, outer, "while", outer.scope)
    loop.endless = (isinstance(node.test, cst.Name) and node.test.value == "True") or (
        isinstance(node.test, cst.Integer) and node.test.value != "0"
    )
    lo.parents[node.test] = node
    lo.parents[node.body] = node
    steps: list[Any] = [(lo.enter, loop.head), node.test, (lo.enter, loop.body), node.body]
    _orelse(lo, loop, node, steps)
    steps.append((lo.enter, outer))
    lo.stack.extend(reversed(steps))


def _orelse(
    lo: Lowering, owner: Loop | Try, node: cst.While | cst.For | cst.Try | cst.TryStar, steps: list[Any]
) -> None:
    if node.orelse is not None:
        lo.parents[node.orelse] = node
        outer = owner.block
        owner.orelse = Block(outer.function, outer.scope, owner)
        steps += [(lo.enter, owner.orelse), node.orelse]


@handles(cst.For)
def _for(lo: Lowering, node: cst.For) -> None:
    lo.stack.append((_for_loop, lo, node))
    lo.visit(node, node.iter)


def _for_loop(lo: Lowering, node: cst.For) -> None:
    outer = lo.block
    is_async = node.asynchronous is not None
    Iterate(node, outer, node.iter, is_async=is_async)
    loop = Loop(node, outer, "for", outer.scope)
    loop.is_async = is_async
    lo.parents[node.body] = node
    steps: list[Any] = [(lo.enter, loop.head)]
    if is_async:
        steps.append((emit_suspend, lo, node, "for"))
    steps += [(lo.visit_target, node.target, node), (lo.store, node.target, "for", node.iter)]
    steps += [(lo.enter, loop.body), node.body]
    _orelse(lo, loop, node, steps)
    steps.append((lo.enter, outer))
    lo.stack.extend(reversed(steps))


@handles(cst.Try, cst.TryStar)
def _try(lo: Lowering, node: cst.Try | cst.TryStar) -> None:
    outer = lo.block
    compound = Try(node, outer)
    lo.parents[node.body] = node
    steps: list[Any] = [(lo.enter, compound.body), node.body]
    for handler in node.handlers:
        lo.parents[handler] = node
        lo.parents[handler.body] = handler
        block = Block(outer.function, outer.scope, compound)
        name = handler.name.name if handler.name is not None else None
        bound = name.value if isinstance(name, cst.Name) else None
        compound.handlers.append(Handler(handler, block, handler.type, bound))
        steps.append((lo.enter, block))
        if handler.type is not None:
            lo.parents[handler.type] = handler
            steps.append(handler.type)
        if bound is not None and name is not None:
            lo.parents[name] = handler
            steps.append((lo.bind, bound, name, "except", handler.type))
        steps.append(handler.body)
    _orelse(lo, compound, node, steps)
    if node.finalbody is not None:
        lo.parents[node.finalbody] = node
        compound.final = Block(outer.function, outer.scope, compound)
        steps += [(lo.enter, compound.final), node.finalbody]
    steps.append((lo.enter, outer))
    lo.stack.extend(reversed(steps))


@handles(cst.With)
def _with(lo: Lowering, node: cst.With) -> None:
    entered: list[With] = []
    steps: list[Any] = []
    for item in node.items:
        lo.parents[item] = node
        lo.parents[item.item] = item
        steps += [item.item, (_enter_item, lo, node, item, entered)]
        if item.asname is not None:
            lo.parents[item.asname] = item
            steps += [
                (lo.visit_target, item.asname.name, item.asname),
                (lo.store, item.asname.name, "with", item.item),
            ]
    lo.parents[node.body] = node
    steps += [node.body, (_exit_items, lo, entered, lo.block)]
    lo.stack.extend(reversed(steps))


def _enter_item(lo: Lowering, node: cst.With, item: cst.WithItem, entered: list[With]) -> None:
    is_async = node.asynchronous is not None
    enter = Enter(item, lo.block)
    if is_async:
        emit_suspend(lo, item, "enter")
    compound = With(node, lo.block, item, enter, is_async=is_async)
    entered.append(compound)
    lo.block = compound.body


def _exit_items(lo: Lowering, entered: list[With], outer: Block) -> None:
    for compound in reversed(entered):
        if compound.is_async:
            lo.function.suspends.append(Suspend(compound.item, compound.exit, "exit"))
        Exit(compound.item, compound.exit)
    lo.block = outer


# -- definitions -------------------------------------------------------------------------------------------------


def _qualname(lo: Lowering, name: str) -> str:
    scope = lo.block.scope
    if scope.kind == "class" and scope.owner is not None:
        return f"{scope.owner.qualname}.{name}"
    if lo.function.kind == "module":
        return name
    return f"{lo.function.qualname}.<locals>.{name}"


@handles(cst.FunctionDef)
def _function(lo: Lowering, node: cst.FunctionDef) -> None:
    outer = lo.block
    scope = Scope("function", outer.scope)
    in_class = outer.scope.kind == "class"
    owner = outer.scope.owner if in_class else lo.function.owner
    name = node.name.value
    function = Function("function", name, node, lo.function, scope, is_async=node.asynchronous is not None, owner=owner)
    scope.function = function
    function.qualname = _qualname(lo, name)
    function.decorators = [decorator.decorator for decorator in node.decorators]
    if in_class and not any(dotted_text(d).endswith("staticmethod") for d in function.decorators):
        first = next(iter([*node.params.posonly_params, *node.params.params]), None)
        function.receiver = first.name.value if first is not None else None
    lo.functions.append(function)
    lo.stack.append((_define, lo, function))
    visit_defaults(lo, node, node.params)
    for decorator in reversed(node.decorators):
        lo.parents[decorator] = node
        lo.visit(decorator, decorator.decorator)

    def prologue() -> None:
        bind_parameters(lo, node.params)

    lo.pending.append((function, (node.body, prologue)))


def _define(lo: Lowering, function: Function) -> None:
    function.place = function.write = lo.bind(function.name, function.node, "def", detail=function)


@handles(cst.ClassDef)
def _class(lo: Lowering, node: cst.ClassDef) -> None:
    outer = lo.block
    scope = Scope("class", outer.scope, lo.function)
    cls = Class(node.name.value, node, lo.function, scope)
    scope.owner = cls
    cls.qualname = _qualname(lo, cls.name)
    cls.bases = [base.value for base in node.bases]
    cls.keywords = {keyword.keyword.value: keyword.value for keyword in node.keywords if keyword.keyword is not None}
    cls.decorators = [decorator.decorator for decorator in node.decorators]
    lo.classes.append(cls)
    steps: list[Any] = []
    for decorator in node.decorators:
        lo.parents[decorator] = node
        lo.parents[decorator.decorator] = decorator
        steps.append(decorator.decorator)
    for argument in (*node.bases, *node.keywords):
        lo.parents[argument] = node
        lo.parents[argument.value] = argument
        steps.append(argument.value)
    lo.parents[node.body] = node
    steps += [(_class_body, lo, node, scope), node.body, (lo.enter, outer), (_define_class, lo, cls)]
    lo.stack.extend(reversed(steps))


def _class_body(lo: Lowering, node: cst.ClassDef, scope: Scope) -> None:
    lo.block = ClassBody(node, lo.block, scope).body


def _define_class(lo: Lowering, cls: Class) -> None:
    cls.write = lo.bind(cls.name, cls.node, "class", detail=cls)
