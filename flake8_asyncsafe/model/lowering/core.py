"""The lowering machine: one iterative walk over a libcst tree.

The walk keeps its own stack of work: nodes still to be lowered, and actions (plain tuples of a function and its
arguments) to run once the nodes above them are done.  Nothing recurses, so the depth of the input does not matter.
libcst's visitors and metadata providers are not used: they cost ten to eighty times as much (they rebuild nodes, visit
whitespace, and resolve every name whether asked or not).

Function bodies wait in a queue until their enclosing body is done, as CPython compiles them: closures see every
binding of the scopes around them.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, TypeVar

import libcst as cst

from flake8_asyncsafe.model.ops import BEHIND_STAR, STARRED, Block, Read, Write
from flake8_asyncsafe.model.scopes import Class, Function, Scope
from flake8_asyncsafe.syntax.targets import one_by_one

if TYPE_CHECKING:
    from collections.abc import Callable

N = TypeVar("N", bound=cst.CSTNode)

HANDLERS: dict[type[cst.CSTNode], Callable[[Lowering, Any], None]] = {}


def handles(*types: type[cst.CSTNode]) -> Callable[[Callable[[Lowering, N], None]], Callable[[Lowering, N], None]]:
    """Register a function as the handler of these node types."""

    def register(function: Callable[[Lowering, N], None]) -> Callable[[Lowering, N], None]:
        for node_type in types:
            HANDLERS[node_type] = function
        return function

    return register


class Lowering:
    """State of one walk.

    ``parents`` maps each lowered expression or statement to the node around it; ``functions`` and ``classes`` list
    what was found, in textual order of their definition.
    """

    def __init__(self, tree: cst.Module, name: str, source: str, package: str) -> None:
        self.tree = tree
        self.package = package
        self.source = source
        #: names that some function declares global, once asked for
        self.rebound: frozenset[str] | None = None
        self.parents: dict[cst.CSTNode, cst.CSTNode] = {}
        #: the first segments of the names that imports bind, wherever they stand
        self.imported: set[str] = set()
        self.functions: list[Function] = []
        self.classes: list[Class] = []
        self.stack: list[Any] = []
        self.pending: deque[tuple[Function, Any]] = deque()
        scope = Scope("module", None)
        self.module = Function("module", name, tree, None, scope)
        scope.function = self.module
        self.function = self.module
        self.block = self.module.body

    def run(self) -> None:
        """Lower the whole module."""
        self.functions.append(self.module)
        self._lower(self.tree.body, self.tree)
        while self.pending:
            self.function, (body, prologue) = self.pending.popleft()
            self.block = self.function.body
            prologue()
            self._drain()
            self._lower(body, self.function.node)

    def _lower(self, body: Any, owner: cst.CSTNode) -> None:
        push = self.stack.append
        if isinstance(body, (list, tuple)):
            for statement in reversed(body):
                self.parents[statement] = owner
                push(statement)
        else:
            self.parents[body] = owner
            push(body)
        self._drain()

    def _drain(self) -> None:
        stack = self.stack
        handlers = HANDLERS
        while stack:
            item = stack.pop()
            if item.__class__ is tuple:
                item[0](*item[1:])
            else:
                handler = handlers.get(item.__class__)
                if handler is not None:
                    handler(self, item)

    # -- what handlers use ---------------------------------------------------------------------------------------

    def enter(self, block: Block) -> None:
        """Make ``block`` the current one (as an action: the way in and out of compounds)."""
        self.block = block

    def visit(self, parent: cst.CSTNode, *children: cst.CSTNode | None) -> None:
        """Schedule the children, to be lowered in the given order."""
        push = self.stack.append
        parents = self.parents
        for child in reversed(children):
            if child is not None:
                parents[child] = parent
                push(child)

    def bind(
        self,
        name: str,
        node: cst.CSTNode,
        how: str,
        value: cst.BaseExpression | None = None,
        path: tuple[int, ...] = (),
        detail: object = None,
        scope: Scope | None = None,
    ) -> Write:
        """Record a write of a plain name in its scope."""
        write = Write(node, self.block, how, value, path, detail)
        if how == "import":
            self.imported.add(str(detail).partition(".")[0])
        scope = scope or self.block.scope
        if scope.kind == "comprehension" and how == "walrus":
            while scope.kind == "comprehension" and scope.parent is not None:
                scope = scope.parent
        scope.home(name).bindings.setdefault(name, []).append(write)
        return write

    def read(self, node: cst.CSTNode, root: str) -> None:
        """Record a read of a name, or of a dotted path that starts with it."""
        op = Read(node, self.block, root)
        if root:
            reads = self.block.scope.reads
            if root in reads:
                reads[root].append(op)
            else:
                reads[root] = [op]

    def store(
        self,
        target: cst.BaseExpression,
        how: str,
        value: cst.BaseExpression | None,
        path: tuple[int, ...] = (),
        detail: object = None,
    ) -> None:
        """Record the write of an assignment target of any shape (iteratively: targets nest).

        Of ``a, b = f(), g()`` each name is bound to the expression in its place: nobody ever gets the tuple.
        """
        todo: list[tuple[cst.BaseExpression, cst.BaseExpression | None, tuple[int, ...]]] = [(target, value, path)]
        while todo:
            node, value, path = todo.pop()
            if type(node) is cst.Name:
                self.bind(node.value, node, how, value, path, detail)
            elif isinstance(node, (cst.Tuple, cst.List)):
                parts: list[tuple[cst.BaseExpression, cst.BaseExpression | None, tuple[int, ...]]] = []
                starred = False
                given = one_by_one(node, value) if how == "assign" and not path else None
                for place, element in enumerate(node.elements):
                    star = isinstance(element, cst.StarredElement)
                    self.parents[element] = node
                    self.parents[element.value] = element
                    if given is not None:
                        parts.append((element.value, given[place], ()))
                        continue
                    step = STARRED if star else BEHIND_STAR if starred else place
                    parts.append((element.value, value, (*path, step)))
                    starred = starred or star
                todo.extend(reversed(parts))
            elif isinstance(node, (cst.Attribute, cst.Subscript)):
                write = Write(node, self.block, how, value, path, detail)
                if isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name):
                    owner = self.owner_of(node.value.value)
                    if owner is not None:
                        owner.attributes.setdefault(node.attr.value, []).append(write)

    def owner_of(self, name: str) -> Class | None:
        """The class whose instance (or which itself) ``name`` is here: the receiver of this or an enclosing method."""
        function: Function | None = self.function
        while function is not None:
            if function.receiver is not None and function.receiver == name:
                return function.owner
            if name in function.scope.bindings:
                return None
            function = function.parent
        return None

    def visit_target(self, target: cst.BaseExpression, parent: cst.CSTNode) -> None:
        """Schedule what is evaluated inside a target: the object of ``a.b =``, object and index of ``a[i] =``."""
        self.parents[target] = parent
        if type(target) is cst.Name:
            return
        todo: list[cst.BaseExpression] = [target]
        while todo:  # from the last to the first: the stack reverses
            node = todo.pop()
            if isinstance(node, (cst.Tuple, cst.List)):
                for element in node.elements:
                    self.parents[element] = node
                    self.parents[element.value] = element
                    todo.append(element.value)
            elif isinstance(node, cst.Attribute):
                self.visit(node, node.value)
            elif isinstance(node, cst.Subscript):
                self.visit(node, node.value, *node.slice)


def lower(tree: cst.Module, name: str, source: str = "", package: str = "") -> Lowering:
    """Lower a parsed module called ``name`` and return the finished walk.

    ``source`` is its text, ``package`` where its relative imports start from.
    """
    from flake8_asyncsafe.model.lowering import choices, expressions, statements  # noqa: F401 - they register the handlers

    lowering = Lowering(tree, name, source, package)
    lowering.run()
    return lowering
