"""What the quick part of the build leaves out: besides what is slow, what every interpreter answers alike."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent
#: they ask our own model about texts; nothing in them is run by the interpreter under test
ALIKE = {"linking", "migration", "model", "pairs", "parity"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of these folders ``slow``."""
    for item in items:
        if item.path.is_relative_to(HERE) and item.path.relative_to(HERE).parts[0] in ALIKE:
            item.add_marker(pytest.mark.slow)
