"""What messages say of contexts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flake8_asyncsafe.model.contexts.places import Reach
    from flake8_asyncsafe.model.module import Module

#: a longer chain is told without its middle
_MOST = 6


def how(module: Module, reach: Reach) -> str:
    """How a function gets to run in a context: ``app.py:12 Thread runs work -> app.py:20 step``."""
    context = reach.context
    name = context.entry.name
    steps = []
    if context.node is not None and context.site is not None:
        steps.append(f"{module.place(context.node)} {context.api.rpartition('.')[2]} runs `{name}`")
    else:
        steps.append(f"`{name}`")
    via = reach.via
    shown = via if len(via) <= _MOST else (*via[: _MOST - 2], *via[-1:])
    steps += [f"{module.place(step.node)} {module.called_text(step.node)}" for step in shown]
    if len(shown) < len(via):
        steps.insert(-1, f"... {len(via) - len(shown)} more")
    return " -> ".join(steps)
