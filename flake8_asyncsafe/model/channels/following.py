"""What happens next after an operation, in textual order of evaluation, until something is tested or done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import libcst as cst

from flake8_asyncsafe.model.calls.methods import called_method
from flake8_asyncsafe.model.ops import Call, Jump, Loop, Op, Raise, Return, Suspend, Try, With, Write, enclosing
from flake8_asyncsafe.model.text import code_of
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from flake8_asyncsafe.model.ops import Block, Item

#: how a look ahead ends: state is tested again; somebody acts; the function returns with nothing done
Next = Literal["tests", "acts", "returns"]
_LOGS = frozenset({"debug", "info", "warning", "error", "exception", "log", "critical", "print", "trace"})
_HARMLESS = frozenset(
    {
        "time", "monotonic", "perf_counter", "len", "min", "max", "notify", "notify_all", "release", "acquire", "set",
        "wait", "wait_for", "is_set", "locked", "current_thread", "get_ident", "sleep", "checkpoint", "int", "float",
        "bool", "abs",
    }
)  # fmt: skip
_TAKES = frozenset({"pop", "popleft", "popitem", "remove", "get", "get_nowait", "heappop", "next"})
#: how whoever waits puts himself on a list, and takes himself off it
_ADDS, _REMOVES = frozenset({"append", "add"}), frozenset({"remove", "discard"})
_PLAIN = (cst.Name, cst.BaseNumber, cst.SimpleString)
_STEPS = 200


def called_name(node: cst.BaseExpression) -> str:
    """The last name of what a call calls."""
    func = node.func if isinstance(node, cst.Call) else node
    if isinstance(func, cst.Attribute):
        return func.attr.value
    return func.value if isinstance(func, cst.Name) else ""


def acts(op: Op) -> bool:
    """Whether an operation does something with the state of the program: not a log line, nor a look at the clock."""
    if isinstance(op, Call):
        called = called_method(op)  # `release = lock.release` is what it was
        name = called[1] if called is not None else called_name(op.node)
        return name not in _LOGS and name not in _HARMLESS
    if isinstance(op, Write):
        if op.how == "aug":
            return False  # who keeps count of waiters
        if isinstance(op.node, (cst.Attribute, cst.Subscript)):
            return True
        return op.how in {"assign", "ann", "walrus"} and isinstance(op.value, (cst.Attribute, cst.Subscript))
    if isinstance(op, Return):
        return isinstance(op.value, (cst.Attribute, cst.Subscript))
    return False


def _bookkeeping(op: Op, methods: frozenset[str]) -> str:
    """The attribute or entry that an operation sets, or the container of which it calls one of the methods."""
    if isinstance(op, Write):
        is_state = isinstance(op.node, (cst.Attribute, cst.Subscript)) and op.how in {"assign", "ann"}
        return code_of(op.node) if is_state else ""
    if isinstance(op, Call) and called_name(op.node) in methods and isinstance(op.node.func, cst.Attribute):
        return code_of(op.node.func.value)
    return ""


def _says_the_same(first: Write, second: Write) -> bool:
    if first.value is None or second.value is None:
        return False
    return code_of(first.value) == code_of(second.value)


def after(op: Op) -> tuple[Next, Op | None]:
    """What comes first after ``op``: a test of a branch or loop, an act (with the operation), or the function's end."""
    return _Walk(op).run()


def _is_told(op: Op) -> bool:
    """Whether an operation only finds out what a line of the log is to say: ``log.debug(self.describe())``."""
    return any(
        isinstance(each, Call)
        and called_name(each.node) in _LOGS
        and any(node is op.node for arg in each.node.args for node in inner_nodes(arg))
        for each in op.block.items[op.at + 1 :]
    )


class _Walk:
    """A walk from an operation on, through the blocks around it, to the end of the loop."""

    def __init__(self, start: Op) -> None:
        self._start = start
        self._block = start.block
        self._at = start.at + 1
        #: what may be a look at the state, of which the next branch is the test
        self._looked: Op | None = None

    def run(self) -> tuple[Next, Op | None]:
        """Walk until something decides; what is too long is taken to test."""
        for _ in range(_STEPS):
            items = self._block.items[self._at :]
            for item in items:
                found = self._op(item) if isinstance(item, Op) else self._enter(item)
                if found is not None:
                    return found
                if not isinstance(item, Op) or isinstance(item, Jump):
                    break
            else:
                found = self._leave()
                if found is not None:
                    return found
        return "tests", None

    def _op(self, op: Op) -> tuple[Next, Op | None] | None:
        if op is self._start:
            return "tests", None
        if acts(op) and not _is_told(op) and not self._is_undone(op):
            if not self._is_look(op):
                return "acts", op
            self._looked = self._looked or op
        if isinstance(op, (Return, Raise)):
            return ("returns", None) if self._looked is None else ("acts", self._looked)
        if isinstance(op, Jump):
            loop = _loop_of(op)
            if loop is None:
                return "returns", None
            if isinstance(op.node, cst.Continue):
                return self._again(loop)
            self._block, self._at = loop.block, loop.at + 1
        return None

    def _is_undone(self, op: Op) -> bool:
        """Whether an act takes back what was done just before: ``self.waiting = True`` (or ``append``) and a wait."""
        about = _bookkeeping(op, _REMOVES)
        if not about or (isinstance(op, Write) and not isinstance(op.value, _PLAIN)):
            return False
        function = self._start.function
        blocks = {self._start.block, *(compound.block for compound, _ in enclosing(self._start.block))}
        return any(
            each.index < self._start.index
            and each.block in blocks
            and _bookkeeping(each, _ADDS) == about
            and not (isinstance(each, Write) and isinstance(op, Write) and _says_the_same(each, op))
            for each in function.ops
        )

    @staticmethod
    def _is_look(op: Op) -> bool:
        """``request = self.look()``, ``value = self.value``: the test may come next."""
        if isinstance(op, Write):
            return isinstance(op.node, cst.Name)
        if not isinstance(op, Call) or called_name(op.node) in _TAKES:
            return False
        following = op.block.items[op.at + 1 :]
        write = next((item for item in following if not isinstance(item, Suspend)), None)
        if not isinstance(write, Write) or not isinstance(write.node, cst.Name):
            return False
        value = write.value.expression if isinstance(write.value, cst.Await) else write.value
        return value is op.node

    def _enter(self, item: Item) -> tuple[Next, Op | None] | None:
        if isinstance(item, Loop) and item.kind == "while" and item.endless:
            self._block, self._at = item.body, 0
            return None
        if isinstance(item, (With, Try)):
            self._block, self._at = item.body, 0
            return None
        return "tests", None

    def _again(self, loop: Loop) -> tuple[Next, Op | None] | None:
        del loop  # what comes before the wait in the next turn came before it in this one
        return "tests", None

    def _leave(self) -> tuple[Next, Op | None] | None:
        block, owner = self._block, self._block.owner
        if owner is None:
            return ("returns", None) if self._looked is None else ("acts", self._looked)
        if isinstance(owner, Loop) and block is owner.body:
            return self._again(owner)
        if isinstance(owner, Loop) and block is owner.head:
            self._block, self._at = owner.body, 0
        elif isinstance(owner, With) and block is owner.body:
            self._block, self._at = owner.exit, 0
        elif isinstance(owner, Try) and block is owner.body and owner.orelse is not None:
            self._block, self._at = owner.orelse, 0
        elif isinstance(owner, Try) and block is not owner.final and owner.final is not None:
            self._block, self._at = owner.final, 0
        else:
            self._block, self._at = owner.block, owner.at + 1
        return None


def _loop_of(jump: Jump) -> Loop | None:
    block: Block | None = jump.block
    while block is not None and block.owner is not None:
        if isinstance(block.owner, Loop) and block is block.owner.body:
            return block.owner
        block = block.owner.block
    return None
