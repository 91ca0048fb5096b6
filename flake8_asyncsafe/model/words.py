"""What messages say of a module: places, chains of calls, what is called, and what to do instead."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import libcst as cst

from flake8_asyncsafe.model.calls.sites import Site
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.text import source_of

if TYPE_CHECKING:
    from flake8_asyncsafe.model.calls.blocking import Blocking
    from flake8_asyncsafe.model.calls.effects import Effect
    from flake8_asyncsafe.model.inference import Evaluator
    from flake8_asyncsafe.settings import Settings
    from flake8_asyncsafe.syntax.positions import Locator

#: a longer chain is told without its middle
_MOST_STEPS = 12


class Words:
    """The words for messages, a part of `Module`; advice is in terms of the async library that the file uses."""

    path: str
    settings: Settings
    locator: Locator | None
    evaluator: Evaluator

    def source(self, node: cst.CSTNode) -> str:
        """The text of an expression on one line, shortened, for messages."""
        return source_of(node)

    def line(self, node: cst.CSTNode) -> int:
        """The 1-based line on which ``node`` starts, in its own file (0 if places are not known)."""
        if type(node) is Site:
            return node.line
        return self.locator.line(node) if self.locator is not None else 0

    def statement_line(self, node: cst.CSTNode) -> int:
        """The line on which the statement of ``node`` starts, which costs little (0 if places are not known)."""
        return self.locator.line(node, roughly=True) if self.locator is not None else 0

    def chain(self, effect: Effect[Any], end: str) -> str:
        """The chain of an effect: ``http.py:12 fetch -> http.py:40 requests.get``."""
        via = effect.via
        shown = via if len(via) <= _MOST_STEPS else (*via[: _MOST_STEPS - 3], *via[-2:])
        steps = [f"{self.place(step.node)} {self.called_text(step.node)}" for step in shown[:-1]]
        steps.append(f"{self.place(shown[-1].node)} {end}")
        if len(shown) < len(via):
            steps.insert(-2, f"... {len(via) - len(shown)} more")
        return " -> ".join(steps)

    def place(self, node: cst.CSTNode) -> str:
        """Where a step of a chain is: ``http.py:12``."""
        file = self.file(node)
        return f"{file.rpartition('/')[2] or file}:{self.line(node)}"

    def file(self, node: cst.CSTNode) -> str:
        """The file that a node stands in."""
        return node.file if type(node) is Site else self.path

    def where(self, node: cst.CSTNode) -> str:
        """Where a node is, in words: ``line 12``, in another file ``http.py:12``."""
        return self.place(node) if self.file(node) != self.path else f"line {self.line(node)}"

    def called_text(self, node: cst.CSTNode) -> str:
        """What is called (or entered, ...) at a node, as the code says it."""
        if type(node) is Site:
            return node.text
        target = node.func if isinstance(node, cst.Call) else node
        text = dotted_text(target) if isinstance(target, cst.BaseExpression) else ""
        return text or self.source(target)

    @cached_property
    def library(self) -> str:
        """The async library that advice is given for: the option, else what the file imports (else asyncio)."""
        if self.settings.library != "auto":
            return self.settings.library
        imported = self.evaluator.imported
        if "asyncio" in imported:
            return "asyncio"
        return next((name for name in ("anyio", "trio") if name in imported), "asyncio")

    def replacement(self, blocking: Blocking) -> str:
        """What to do instead of a blocking call, in the file's async library."""
        if blocking.advice:
            return blocking.advice
        text = blocking.api.instead.get(self.library) if blocking.api is not None else None
        written = self.source(blocking.node.func) if isinstance(blocking.node, cst.Call) else ""
        if blocking.name.endswith(".__iter__"):
            written = "list"  # the thread does the whole loop
        return text or self.offload(written or blocking.name.rpartition(".")[2] or "f")

    def offload(self, what: str) -> str:
        """How to hand a blocking callable to a thread in the file's async library."""
        if self.library == "trio":
            return f"await trio.to_thread.run_sync({what}, ...)"
        if self.library == "anyio":
            return f"await anyio.to_thread.run_sync({what}, ...)"
        return f"await asyncio.to_thread({what}, ...)"

    def offload_block(self, *, jobs: bool) -> str:
        """What to do where the end of a ``with`` blocks; ``jobs``: because it waits for what was submitted."""
        if jobs and self.library == "asyncio":
            return "await loop.run_in_executor(...) for each job, or one thread for the whole block"
        return "one thread for the whole block"
