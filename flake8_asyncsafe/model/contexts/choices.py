"""Code that knows of several async libraries: it asks which one runs it before it uses one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Jump, Raise, Read, Return, Try, With, enclosing
from flake8_asyncsafe.model.values import FunctionRef, Method
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block, Op
    from flake8_asyncsafe.model.scopes import Function

_LIBRARIES = frozenset({"trio", "asyncio", "anyio", "curio"})
#: parts of names that keep, or give, the library that runs
_WORDS = (*_LIBRARIES, "sniffio", "async_lib", "asynclib", "backend", "library", "flavor", "flavour", "concurrency")
#: exceptions by which code says that it knows there may be no such loop
_EXPECTED = frozenset({"RuntimeError", "NotImplementedError", "AsyncLibraryNotFoundError", "NoEventLoopError"})
_EXPECTING = frozenset({"raises", "suppress", "assertRaises", "assertRaisesRegex", "RaisesGroup"})
#: a test is followed through so many names and functions, and a long one not to its end
_DEEPEST, _LONGEST = 3, 100


class LibraryChoices:
    """Answers for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._tests: dict[cst.CSTNode, bool] = {}
        self._bodies: dict[Function, bool] = {}
        self._ends: dict[Block, int | None] = {}

    def is_chosen(self, op: Op) -> bool:
        """Whether control gets to an operation, or stays away, by the library that runs; or it is expected to fail."""
        if self._is_behind(op.block, op.at, op):
            return True
        for compound, inner in enclosing(op.block):
            if isinstance(compound, Branch) and self._is_asked(compound, op):
                return True
            if isinstance(compound, Try) and self._takes_error(compound, inner):
                return True
            if isinstance(compound, With) and self._expects(compound):
                return True
            if self._is_behind(compound.block, compound.at, op):
                return True
        return False

    def _is_behind(self, block: Block, at: int, op: Op) -> bool:
        """Whether an item of a block stands behind a test of the library of which an outcome leaves the block."""
        if block not in self._ends:
            self._ends[block] = next(
                (
                    item.at
                    for item in block.items
                    if isinstance(item, (Branch, Try)) and _leaves(item) and self._asks(item, op)
                ),
                None,
            )
        first = self._ends[block]
        return first is not None and first < at

    def _asks(self, item: Branch | Try, op: Op) -> bool:
        return self._is_asked(item, op) if isinstance(item, Branch) else self._looks_for_loop(item)

    def _is_asked(self, branch: Branch, op: Op) -> bool:
        tests = [test for test in branch.tests if test is not None]
        if isinstance(branch.node, cst.Match):
            tests.append(branch.node.subject)
        elif isinstance(branch.node, cst.BooleanOperation):
            tests.append(branch.node.left)
        return any(self._is_about(test, op) for test in tests)

    def _takes_error(self, block: Try, inner: Block) -> bool:
        """Whether a part of a try is there because another part may find no loop of its library."""
        named = any(_names(handler.type) & _EXPECTED for handler in block.handlers if handler.type is not None)
        return (named and inner is block.body) or self._looks_for_loop(block)

    def _looks_for_loop(self, block: Try) -> bool:
        """Whether the body of a try asks for the loop, or the library, that runs."""
        return bool(block.handlers) and any(
            isinstance(op, Call) and last_name(op.node.func) in {"get_running_loop", "current_async_library"}
            for op in block.body.ops()
        )

    @staticmethod
    def _expects(block: With) -> bool:
        context = block.context
        return isinstance(context, cst.Call) and last_name(context.func) in _EXPECTING

    def _is_about(self, test: cst.BaseExpression, op: Op) -> bool:
        found = self._tests.get(test)
        if found is None:
            found = self._tests[test] = self._tells(test, op, 0)
        return found

    def _tells(self, expression: cst.BaseExpression, op: Op, depth: int) -> bool:
        """Whether an expression depends on which library it is."""
        inside: set[cst.CSTNode] = set()
        for count, node in enumerate(inner_nodes(expression)):
            if count > _LONGEST:
                return False
            if isinstance(node, cst.SimpleString) and node.evaluated_value in _LIBRARIES:
                return True
            if isinstance(node, cst.Call):
                if last_name(node.func) == "isinstance" and len(node.args) == 2:
                    return _roots(node.args[1].value) & _LIBRARIES != frozenset()
                if self._gives(node, depth):
                    return True
            elif isinstance(node, cst.Attribute):
                inside.add(node.value)
            if isinstance(node, (cst.Name, cst.Attribute)) and node not in inside and self._keeps(node, op, depth):
                return True
        return False

    def _keeps(self, node: cst.Name | cst.Attribute, op: Op, depth: int) -> bool:
        """Whether a name or attribute says by its name, or by what it was set to, that it keeps the answer."""
        if any(word in last_name(node).lower() for word in _WORDS):
            return True
        if depth >= _DEEPEST:
            return False
        if isinstance(node, cst.Name):
            scope = op.block.scope.lookup(node.value)
            writes = scope.bindings[node.value] if scope is not None else []
        else:
            owner = op.function.owner
            if owner is None or dotted_text(node.value) not in {op.function.receiver, owner.name}:
                return False
            writes = [*owner.attributes.get(node.attr.value, ()), *owner.scope.bindings.get(node.attr.value, ())]
        return any(
            self._tells(write.value, write, depth + 1)
            for write in writes[:4]
            if write.value is not None and write.how in {"assign", "ann", "walrus"}
        )

    def _gives(self, node: cst.Call, depth: int) -> bool:
        """Whether a function of the module gives the answer."""
        call = self._module.call_at(node)
        for target in self._module.targets(call) if call is not None and depth < _DEEPEST else ():
            if isinstance(target, (FunctionRef, Method)) and not target.function.is_stub:
                function = target.function
                if function not in self._bodies:
                    self._bodies[function] = False
                    self._bodies[function] = any(
                        each.value is not None and self._tells(each.value, each, depth + 1) for each in function.returns
                    ) or any(
                        isinstance(each, (Call, Read)) and "current_async_library" in _last(each.node)
                        for each in function.ops
                    )
                if self._bodies[function]:
                    return True
        return False


def _leaves(item: Branch | Try) -> bool:
    """Whether one of the ways through an item goes no further."""
    return any(block.items and isinstance(block.items[-1], (Return, Raise, Jump)) for block in item.blocks())


def _names(node: cst.BaseExpression) -> frozenset[str]:
    return frozenset(last_name(each) for each in inner_nodes(node) if isinstance(each, (cst.Name, cst.Attribute)))


def _roots(node: cst.BaseExpression) -> frozenset[str]:
    return frozenset(each.value for each in inner_nodes(node) if isinstance(each, cst.Name))


def _last(node: cst.CSTNode) -> str:
    func = node.func if isinstance(node, cst.Call) else node
    return last_name(func) if isinstance(func, (cst.Name, cst.Attribute)) else ""
