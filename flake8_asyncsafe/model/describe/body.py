"""The operations of one function, printed in evaluation order and indented by their structure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.ops import (
    Block,
    Branch,
    Call,
    ClassBody,
    Compound,
    Enter,
    Exit,
    Iterate,
    Jump,
    Loop,
    Op,
    Raise,
    Read,
    Return,
    Suspend,
    Try,
    With,
    Write,
    Yield,
)
from flake8_asyncsafe.model.scopes import Function
from flake8_asyncsafe.model.values import Constant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.describe.words import Words
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.uses import Use

#: one thing still to print: a line of its own (number, text) or a block, with how deep it stands and its mark
_Todo = tuple[Block | tuple[int, str], int, str]
_DEEPEST = 30
_QUIET = frozenset({"param", "param*", "param**", "import", "class"})


class BodyPrinter:
    """Prints one function.  Nothing here recurses: blocks wait on a stack."""

    def __init__(self, module: Module, words: Words, function: Function) -> None:
        self._module = module
        self._words = words
        self._function = function
        self._shown = {op for op in function.ops if self._is_shown(op)}
        self._needed: set[Compound] = set()
        for op in self._shown:
            block: Block | None = op.block
            while block is not None and block.owner is not None and block.owner not in self._needed:
                self._needed.add(block.owner)
                block = block.owner.block
        self._blocking = {blocking.op: blocking for blocking in module.blocking.of(function)}
        self._edges: dict[Op, list[str]] = {}
        for edge in module.graph.edges(function):
            if edge.how != "call":
                self._edges.setdefault(edge.op, []).append(f"{edge.how}: {words.function(edge.callee)}")
        self._helpers: dict[cst.CSTNode, str] = {}
        for node, effect in module.blocking_steps(function):
            via = "".join(f" -> {words.place(step.node)}" for step in effect.via)
            self._helpers.setdefault(node, f"BLOCKS in a helper ({effect.what.category.value}){via} {effect.what.name}")
        self._stale: dict[Op, list[str]] = {}
        for stale in module.stale.stale_writes(function):
            read, wait = module.line(stale.read.node), module.line(stale.suspension.node)
            self._stale.setdefault(stale.write, []).append(f"STALE {stale.how}: read on line {read}, then line {wait}")

    def lines(self) -> Iterator[str]:
        """The body, line by line."""
        todo: list[_Todo] = [(self._function.body, 0, "")]
        while todo:
            item, depth, mark = todo.pop()
            if isinstance(item, tuple):
                yield self._line(item[0], depth, mark, item[1])
                continue
            below: list[_Todo] = []
            for each in item.items:
                if isinstance(each, Compound):
                    if each in self._needed:
                        below += self._compound(each, depth, mark)
                elif each in self._shown:
                    below.append(((self._module.line(each.node), self._op(each)), depth, mark))
            todo.extend(reversed(below))

    @staticmethod
    def _line(number: int, depth: int, mark: str, text: str) -> str:
        indent = "  " * depth if depth <= _DEEPEST else f"{'  ' * _DEEPEST}({depth}) "
        return f"{number or '':>5}  {indent}{mark}{text}"

    # -- structure ----------------------------------------------------------------------------------------------------

    def _compound(self, item: Compound, depth: int, mark: str) -> Iterator[_Todo]:
        if isinstance(item, Branch):
            yield from self._branch(item, depth, mark)
        elif isinstance(item, Loop):
            yield from self._loop(item, depth, mark)
        elif isinstance(item, Try):
            yield (self._module.line(item.node), "try"), depth, mark
            yield item.body, depth + 1, ""
            for handler in item.handlers:
                kind = f" {self._words.text(handler.type)}" if handler.type is not None else ""
                star = "*" if isinstance(handler.node, cst.ExceptStarHandler) else ""
                yield (self._module.line(handler.node), f"except{star}{kind}"), depth, mark
                yield handler.block, depth + 1, ""
            yield from self._rest("else", item.orelse, depth, mark)
            yield from self._rest("finally", item.final, depth, mark)
        elif isinstance(item, With):
            yield item.body, depth + 1, ""
            yield item.exit, depth, mark
        elif isinstance(item, ClassBody):
            yield (self._module.line(item.node), "class body"), depth, mark
            yield item.body, depth + 1, ""

    def _branch(self, item: Branch, depth: int, mark: str) -> Iterator[_Todo]:
        if item.kind == "boolean":
            yield (0, "if still undecided"), depth, mark
            yield item.arms[0][1], depth + 1, ""
            return
        words = {"match": "case", "assert": "assert"}
        for place, ((test, body), condition) in enumerate(zip(item.arms, item.tests, strict=True)):
            word = words.get(item.kind, "elif" if place else "if")
            node = item.node.cases[place].pattern if isinstance(item.node, cst.Match) else condition
            if node is not None:
                note = " (an expression)" if item.kind == "ternary" else ""
                yield (self._module.line(node), f"{word} {self._words.text(node)}{note}"), depth, mark
            yield test, depth + 2, "? "
            yield body, depth + 1, ""
        yield from self._rest("failure" if item.kind == "assert" else "else", item.orelse, depth, mark)

    def _loop(self, item: Loop, depth: int, mark: str) -> Iterator[_Todo]:
        node = item.node
        if isinstance(node, cst.While):
            text = f"while {self._words.text(node.test)}"
        else:
            assert isinstance(node, (cst.For, cst.CompFor))
            text = f"for {self._words.text(node.target)} in {self._words.text(node.iter)}"
        notes = {"comprehension": " (comprehension)", "generator": " (generator expression: runs when asked for items)"}
        text = f"{'async ' if item.is_async else ''}{text}{notes.get(item.kind, '')}"
        yield (self._module.line(node), text), depth, mark
        yield item.head, depth + 2, "? "
        yield item.body, depth + 1, ""
        yield from self._rest("else", item.orelse, depth, mark)

    @staticmethod
    def _rest(word: str, block: Block | None, depth: int, mark: str) -> Iterator[_Todo]:
        if block is not None and block.items:
            yield (0, word), depth, mark
            yield block, depth + 1, ""

    # -- operations ---------------------------------------------------------------------------------------------------

    def _is_shown(self, op: Op) -> bool:
        """Whether an operation says something that its neighbours do not."""
        if isinstance(op, Write):
            return op.how not in _QUIET
        if not isinstance(op, Read):
            return True
        node = op.node
        parent = self._module.parents.get(node)
        if isinstance(parent, (cst.Return, cst.For, cst.CompFor, cst.WithItem)):
            return False  # the operation that follows shows it
        if isinstance(parent, cst.Call) and parent.func is node:
            return False
        if isinstance(parent, (cst.Subscript, cst.Attribute)) and parent.value is node:
            return False
        if not isinstance(node, cst.Name):
            return True
        known = self._words.values(self._module.values(node, op))
        return known not in {"", node.value, f"builtins.{node.value}"}

    def _op(self, op: Op) -> str:
        text = self._words_of(op)
        notes = [*self._edges.get(op, ()), *self._locks(op), *self._stale.get(op, ())]
        blocking = self._blocking.get(op)
        if blocking is not None:
            notes.insert(0, f"BLOCKS ({blocking.category.value})")
        helper = self._helpers.get(op.node) if isinstance(op, Call) else None
        if helper is not None:
            notes.insert(0, helper)
        return f"{text}{''.join(f'  [{note}]' for note in notes)}"

    def _words_of(self, op: Op) -> str:
        words = self._words
        if isinstance(op, Call):
            return self._call(op)
        if isinstance(op, Suspend):
            how = {
                "await": f"await {words.text(op.node.expression) if isinstance(op.node, cst.Await) else ''}",
                "for": "await the next element",
                "enter": "await the entry",
                "exit": "await the exit",
                "yield": "suspended by its consumer",
            }
            return f"SUSPEND {how[op.how]}{' (whoever iterates)' if op.lazy else ''}"
        if isinstance(op, Read):
            return f"read {words.text(op.node)}{self._known(op.node, op)}"
        if isinstance(op, Write):
            return self._write(op)
        if isinstance(op, (Enter, Exit)):
            word = "enter" if isinstance(op, Enter) else "leave"
            known = self._known(op.node.item, op) if isinstance(op, Enter) else ""
            return f"{word} {words.text(op.node.item)}{known}"
        if isinstance(op, Iterate):
            return f"iterate {words.text(op.iterable)}{self._known(op.iterable, op)}"
        if isinstance(op, Return):
            return f"return {words.text(op.value)}{self._known(op.value, op)}" if op.value is not None else "return"
        if isinstance(op, Yield):
            return "yield"
        if isinstance(op, Raise):
            return "raise again" if op.reraise else f"raise {words.text(op.node.exc) if op.node.exc else ''}"
        assert isinstance(op, Jump)
        return "break" if isinstance(op.node, cst.Break) else "continue"

    def _call(self, op: Call) -> str:
        called = self._words.values(self._module.targets(op))
        given = self._words.values(self._module.values(op.node, op))
        use = self._use(self._module.use(op.node))
        if given.startswith("<coroutine of ") and called and given == f"<coroutine of {called}>":
            given = "its coroutine"
        parts = (f"call {self._words.text(op.node)}{use}", called and f"-> {called}", given and f"= {given}")
        return "  ".join(part for part in parts if part)

    @staticmethod
    def _use(use: Use) -> str:
        """What becomes of the result, where the next lines do not tell."""
        return f"  ({use.kind})" if use.kind in {"dropped", "awaited", "argument", "tested"} else ""

    def _write(self, op: Write) -> str:
        if op.how == "def":
            return f"def {self._words.function(op.detail)}" if isinstance(op.detail, Function) else "def"
        text = self._words.text(op.node)
        if op.how == "del":
            return f"del {text}"
        known = self._words.values(self._module.evaluator.bound(op))
        how = f" ({op.how})" if op.how not in {"assign", "ann"} else ""
        return f"write {text}{f' = {known}' if known else ''}{how}"

    def _known(self, node: cst.CSTNode, op: Op) -> str:
        if not isinstance(node, cst.BaseExpression):
            return ""
        values = self._module.values(node, op)
        if all(isinstance(value, Constant) for value in values) and not isinstance(node, (cst.Name, cst.Attribute)):
            return ""  # a literal: its text says it
        text = self._words.values(values)
        return f" = {text}" if text and text != self._words.text(node) else ""

    def _locks(self, op: Op) -> Iterator[str]:
        if isinstance(op, (Read, Write)) and not self._module.critical.any_locks:
            return
        held = self._module.critical.held(op)
        names = {True: dict[str, None](), False: dict[str, None]()}
        for each in sorted(held.may, key=lambda each: each.op.index):
            names[held.surely(each.lock.identity)].setdefault(each.lock.text)
        if names[True]:
            yield f"holds {', '.join(names[True])}"
        if names[False]:
            yield f"may hold {', '.join(names[False])}"
