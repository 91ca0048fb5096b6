"""Operations and the control-flow structure they stand in.

A function body is a tree: a `Block` is a sequence of items in evaluation order, an item is an `Op` (one thing that
happens) or a `Compound` (a place where control branches, loops, may be left early or holds a context manager).
Python has no goto, so this tree *is* the control-flow graph; the flow analysis interprets it directly and
never needs basic blocks.  Expressions that branch (``and``, ``or``, ternaries, comprehensions) make compounds
too, so an await in the right operand of ``and`` is known to be conditional.

What an operation *means* (is this call an acquire? a spawn?) is not stored here: it depends on values, which are
resolved on demand.  Lowering stays cheap, and most operations are never asked about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libcst as cst

    from flake8_asyncsafe.model.scopes import Function, Scope


#: places of tuple unpacking that are no index: the target with the star, and those that follow it
STARRED, BEHIND_STAR = -1, -2


class Op:
    """One operation.

    ``node`` is its libcst node, ``block`` the block it stands in, ``at`` its place among the block's items and
    ``index`` its place in the evaluation order of its function.
    """

    __slots__ = ("at", "block", "index", "node")

    def __init__(self, node: cst.CSTNode, block: Block) -> None:
        self.node = node
        self.block = block
        items = block.items
        self.at = len(items)
        items.append(self)
        ops = block.function.ops
        self.index = len(ops)
        ops.append(self)

    @property
    def function(self) -> Function:
        """The function (or module, or lambda) whose body performs the operation."""
        return self.block.function


class Place(Op):
    """A place in a block, for look-ups: nothing happens there and it is not recorded among the block's items."""

    __slots__ = ()

    def __init__(self, node: cst.CSTNode, block: Block) -> None:
        self.node = node
        self.block = block
        self.at = len(block.items)
        self.index = len(block.function.ops)


class Call(Op):
    """A call; ``node`` is the ``cst.Call``.  Its arguments have been evaluated before it."""

    __slots__ = ()
    node: cst.Call


class Suspend(Op):
    """A suspension point: the task may be switched out here.

    ``how`` is "await", "for" (each step of an async for), "enter" or "exit" (of an async with) or "yield" (of an async
    generator).  ``lazy`` marks points inside a generator expression: they suspend whoever iterates it.
    """

    __slots__ = ("how", "lazy")

    def __init__(self, node: cst.CSTNode, block: Block, how: str, *, lazy: bool = False) -> None:
        super().__init__(node, block)
        self.how = how
        self.lazy = lazy


class Read(Op):
    """A read of a name or dotted path; ``root`` is the name at its root ("" if it starts with another expression)."""

    __slots__ = ("root",)

    def __init__(self, node: cst.CSTNode, block: Block, root: str) -> None:
        super().__init__(node, block)
        self.root = root


class Write(Op):
    """A binding or store.  ``node`` is the target (Name, Attribute, Subscript) or the binding statement.

    ``how``: assign, aug, ann, for, with, walrus, import, def, class, param, except, match, del.
    ``value`` is the expression stored (for "for": the iterable, for "with": the context manager, for "param": the
    default), ``path`` leads from the value to this target through tuple unpacking (`STARRED`, or `BEHIND_STAR`);
    of ``a, b = x, y`` each target has its own value, and no path.
    ``detail`` is the annotation (ann, param), the dotted name (import), the Function (def) or Class (class).
    """

    __slots__ = ("detail", "how", "path", "value")

    def __init__(
        self,
        node: cst.CSTNode,
        block: Block,
        how: str,
        value: cst.BaseExpression | None = None,
        path: tuple[int, ...] = (),
        detail: object = None,
    ) -> None:
        super().__init__(node, block)
        self.how = how
        self.value = value
        self.path = path
        self.detail = detail


class Enter(Op):
    """Entry into a context manager; ``node`` is the ``cst.WithItem``."""

    __slots__ = ("scope",)
    node: cst.WithItem
    scope: With


class Exit(Op):
    """The end of a with block; ``node`` is the ``cst.WithItem``."""

    __slots__ = ()
    node: cst.WithItem


class Iterate(Op):
    """Iteration starts over ``iterable``; ``node`` is the ``cst.For`` or ``cst.CompFor``."""

    __slots__ = ("is_async", "iterable")

    def __init__(self, node: cst.CSTNode, block: Block, iterable: cst.BaseExpression, *, is_async: bool) -> None:
        super().__init__(node, block)
        self.iterable = iterable
        self.is_async = is_async


class Yield(Op):
    """A yield; in an async generator a Suspend with how="yield" stands beside it."""

    __slots__ = ()
    node: cst.Yield


class Return(Op):
    """A return; ``value`` is the returned expression (also the body of a lambda)."""

    __slots__ = ("value",)

    def __init__(self, node: cst.CSTNode, block: Block, value: cst.BaseExpression | None) -> None:
        super().__init__(node, block)
        self.value = value


class Raise(Op):
    """A raise; ``reraise`` is true for a bare ``raise``."""

    __slots__ = ()
    node: cst.Raise

    @property
    def reraise(self) -> bool:
        """Whether this is a bare ``raise``."""
        return self.node.exc is None


class Jump(Op):
    """``break`` or ``continue``."""

    __slots__ = ()


class Block:
    """A sequence of items in evaluation order, with the scope in which its names are looked up."""

    __slots__ = ("function", "items", "owner", "scope")

    def __init__(self, function: Function, scope: Scope, owner: Compound | None = None) -> None:
        self.function = function
        self.scope = scope
        self.owner = owner
        self.items: list[Item] = []

    def ops(self) -> Iterator[Op]:
        """Yield every operation in this block and the blocks inside it, in evaluation order."""
        stack = [iter(self.items)]
        while stack:
            for item in stack[-1]:
                if isinstance(item, Op):
                    yield item
                else:
                    stack.append(inner for block in item.blocks() for inner in block.items)
                    break
            else:
                stack.pop()


class Compound:
    """An item with blocks of its own; ``block`` is the block it stands in, ``at`` its place there."""

    __slots__ = ("at", "block", "node")

    def __init__(self, node: cst.CSTNode, block: Block) -> None:
        self.node = node
        self.block = block
        self.at = len(block.items)
        block.items.append(self)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks inside, in textual order of evaluation."""
        raise NotImplementedError


class Branch(Compound):
    """A choice: if/elif/else, match, a ternary, the right operand of and/or or of a chained comparison, an assert.

    ``arms`` are (test, body) pairs tried in order; ``tests`` holds the test expression of each arm (None for
    and/or and patterns); ``orelse`` is taken when no arm is.  ``kind``: if, match, ternary, boolean, filter (the if of
    a comprehension), assert (the failure is its ``orelse``, which ends in an exception).
    """

    __slots__ = ("arms", "kind", "orelse", "tests")

    def __init__(self, node: cst.CSTNode, block: Block, kind: str) -> None:
        super().__init__(node, block)
        self.kind = kind
        self.arms: list[tuple[Block, Block]] = []
        self.tests: list[cst.BaseExpression | None] = []
        self.orelse: Block | None = None

    def blocks(self) -> Iterator[Block]:
        """Yield test and body of each arm, then the else block."""
        for test, body in self.arms:
            yield test
            yield body
        if self.orelse is not None:
            yield self.orelse


class Loop(Compound):
    """A loop.  ``head`` runs before each turn (the test, or the next element), then ``body``.

    ``kind``: while, for, comprehension, generator (a generator expression: lazy).  ``endless`` is true for
    ``while True``; ``is_async`` for ``async for``.
    """

    __slots__ = ("body", "endless", "head", "is_async", "kind", "orelse")

    def __init__(self, node: cst.CSTNode, block: Block, kind: str, scope: Scope) -> None:
        super().__init__(node, block)
        self.kind = kind
        self.head = Block(block.function, scope, self)
        self.body = Block(block.function, scope, self)
        self.orelse: Block | None = None
        self.endless = False
        self.is_async = False

    def blocks(self) -> Iterator[Block]:
        """Yield head, body and else."""
        yield self.head
        yield self.body
        if self.orelse is not None:
            yield self.orelse


class Handler:
    """One except clause of a try: ``type`` is the expression it names (None: bare), ``name`` what it binds."""

    __slots__ = ("block", "name", "node", "type")

    def __init__(
        self,
        node: cst.ExceptHandler | cst.ExceptStarHandler,
        block: Block,
        type: cst.BaseExpression | None,  # noqa: A002 - the grammar's own word
        name: str | None,
    ) -> None:
        self.node = node
        self.block = block
        self.type = type
        self.name = name


class Try(Compound):
    """try/except/else/finally."""

    __slots__ = ("body", "final", "handlers", "orelse")

    def __init__(self, node: cst.CSTNode, block: Block) -> None:
        super().__init__(node, block)
        self.body = Block(block.function, block.scope, self)
        self.handlers: list[Handler] = []
        self.orelse: Block | None = None
        self.final: Block | None = None

    def blocks(self) -> Iterator[Block]:
        """Yield body, handlers, else, finally."""
        yield self.body
        for handler in self.handlers:
            yield handler.block
        if self.orelse is not None:
            yield self.orelse
        if self.final is not None:
            yield self.final


class With(Compound):
    """One item of a with statement and everything inside it; a statement of two items nests two of these."""

    __slots__ = ("body", "enter", "exit", "is_async", "item")

    def __init__(self, node: cst.With, block: Block, item: cst.WithItem, enter: Enter, *, is_async: bool) -> None:
        super().__init__(node, block)
        self.item = item
        self.enter = enter
        enter.scope = self
        self.is_async = is_async
        self.body = Block(block.function, block.scope, self)
        self.exit = Block(block.function, block.scope, self)

    @property
    def context(self) -> cst.BaseExpression:
        """The expression of the context manager."""
        return self.item.item

    def blocks(self) -> Iterator[Block]:
        """Yield body, then the exit."""
        yield self.body
        yield self.exit


class ClassBody(Compound):
    """A class body: it runs in place, in a scope of its own."""

    __slots__ = ("body",)

    def __init__(self, node: cst.ClassDef, block: Block, scope: Scope) -> None:
        super().__init__(node, block)
        self.body = Block(block.function, scope, self)

    def blocks(self) -> Iterator[Block]:
        """Yield the body."""
        yield self.body


Item = Op | Compound


def enclosing(block: Block | None) -> Iterator[tuple[Compound, Block]]:
    """Yield (compound, the block of it that we are in), innermost first, up to the function body."""
    while block is not None and block.owner is not None:
        yield block.owner, block
        block = block.owner.block


def is_apart(op: Op, other: Op) -> bool:
    """Whether two operations stand in different arms of a branch."""
    ways = {id(compound): block for compound, block in enclosing(op.block)}
    return any(
        isinstance(compound, Branch) and ways.get(id(compound), block) is not block
        for compound, block in enclosing(other.block)
    )
