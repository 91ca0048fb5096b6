"""Blocks of tests that expect an exception: ``with pytest.raises(TypeError): start(work())``.

What is dropped or misused there is what is tested: the test would fail if the exception did not come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import With, enclosing

if TYPE_CHECKING:
    from flake8_asyncsafe.model.ops import Op

_EXPECT_FAILURE = frozenset({"raises", "assertRaises", "assertRaisesRegex", "RaisesGroup", "RaisesExc"})


def expects_failure(op: Op) -> bool:
    """Whether an operation stands in such a block."""
    return any(
        isinstance(compound, With)
        and isinstance(compound.context, cst.Call)
        and dotted_text(compound.context.func).rpartition(".")[2] in _EXPECT_FAILURE
        for compound, _ in enclosing(op.block)
    )
