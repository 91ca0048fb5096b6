"""What is left of a module when it has been linted: nothing that only the garbage collector could free."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import libcst as cst
import pytest

from flake8_asyncsafe.engine import analyse
from flake8_asyncsafe.model.linking.project import Project
from flake8_asyncsafe.project.workspace import Workspace
from flake8_asyncsafe.rules.base import all_rules
from flake8_asyncsafe.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODULE = """
import asyncio
import threading
import trio
from . import {other}

LOCK = threading.Lock()


class Client{at}:
    limit: "int" = 3

    async def get(self, names):
        with trio.CancelScope():
            for name in names:
                try:
                    await {other}.fetch(name)
                finally:
                    await asyncio.sleep(1)

    def close(self):
        with LOCK:
            {other}.wait(self, timeout=3)


async def fetch(name):
    return await Client{at}().get([name])


def wait(client, timeout):
    client.close()
"""


@pytest.fixture
def no_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def trees() -> int:
    """How many parsed modules of some size are alive."""
    return sum(type(each) is cst.Module and len(each.body) > 5 for each in gc.get_objects())


@pytest.mark.usefixtures("no_collector")
def test_no_tree_outlives_its_module(tmp_path: Path) -> None:
    names = ["a", "b", "c", "d"]
    package = tmp_path / "package"
    package.mkdir()
    (package / "__init__.py").write_text("")
    for at, name in enumerate(names):
        other = names[(at + 1) % len(names)]
        (package / f"{name}.py").write_text(MODULE.format(other=other, at=at))
    settings = Settings(
        rules=frozenset(rule.code for rule in all_rules()), source_roots=(str(tmp_path),), no_cache=True
    )
    project = Project(Workspace(settings, expects=lambda _: True))
    before = trees()
    path = package / "a.py"
    assert analyse(path.read_text(), str(path), settings, project=project)
    assert trees() == before
