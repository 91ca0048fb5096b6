"""Places in other modules, where a chain of calls leads through: what a summary keeps of a node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import libcst as cst

if TYPE_CHECKING:
    from flake8_asyncsafe.model.calls.conditions import Demand, Given


@dataclass(frozen=True, eq=False)
class Site(cst.CSTNode):
    """A call (or another operation) in a function of which only the summary is known.

    It takes a node's place in edges and chains.  ``file`` and ``line`` are where it is, ``text`` what is called there;
    ``on_self`` whether it is called on the receiver of its method, ``asked`` whether the function asked before it
    whether a loop is running, ``calm`` whether it is prepared for an object that does not block, ``demands`` what the
    function's parameters have to be for control to get here, ``arguments`` what the call passes, by place or keyword,
    where that is a constant or a parameter (``complete``: nothing is hidden behind a star).  ``awaited`` is whether its
    outcome is awaited there, ``path`` the way to the object that it happens to ("self", attributes...; "global", dotted
    name, attributes...).  ``held`` are the locks that are certainly held meanwhile, by their places in the summary.
    """

    file: str
    line: int
    text: str
    on_self: bool = False
    asked: bool = False
    complete: bool = False
    demands: frozenset[Demand] = frozenset()
    arguments: tuple[tuple[int | str, Given], ...] = ()
    awaited: bool = False
    path: tuple[str, ...] = ()
    calm: bool = False
    held: tuple[int, ...] = ()

    def _visit_and_replace_children(self, visitor: object) -> Site:
        del visitor
        return self

    def _codegen_impl(self, state: Any) -> None:
        state.add_token(self.text)
