"""Places where nothing else is meant to run: the loop stands still on purpose.

A terminal program that starts an editor has to wait for it: ``with app.suspend(): subprocess.run(["vim"])``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.ops import Op, With, enclosing
from flake8_asyncsafe.model.values import Instance

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module


class Pauses:
    """The blocks of one module in which blocking is the purpose (``scope = "pause"`` in the catalogue)."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def around(self, op: Op) -> bool:
        """Whether an operation stands in such a block."""
        return any(isinstance(block, With) and self._is_pause(block) for block, _ in enclosing(op.block))

    def _is_pause(self, block: With) -> bool:
        catalogue = self._module.catalogue
        for value in self._module.values(block.context, block.enter):
            known = catalogue.type(value.type) if isinstance(value, Instance) and isinstance(value.type, str) else None
            if known is not None and known.scope == "pause":
                return True
        return False
