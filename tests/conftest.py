"""What the quick part of the build leaves out: besides what is slow, what every interpreter answers alike."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent
#: they ask our own model about texts; nothing in them is run by the interpreter under test
ALIKE = {"ecosystem", "linking", "migration", "model", "pairs", "parity", "project", "repo", "settings"}
ALIKE_FILES = {"test_docs_examples.py", "test_fixtures_lint.py", "test_linearity.py"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of these folders and files ``slow``."""
    for item in items:
        inside = item.path.is_relative_to(HERE) and item.path.relative_to(HERE).parts[0] in ALIKE
        if inside or item.path.name in ALIKE_FILES:
            item.add_marker(pytest.mark.slow)
