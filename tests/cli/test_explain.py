"""``flake8-asyncsafe explain``: the evidence for the findings of one line."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from flake8_asyncsafe.commands.explain import _findings
from flake8_asyncsafe.model.linking.project import Project
from flake8_asyncsafe.project.workspace import Workspace
from flake8_asyncsafe.settings import Settings

FIXTURES = Path(__file__).parents[2] / "fixtures"
TWO_SIDED = ("ASF201", "ASF204", "ASF501", "ASF502", "ASF503", "ASF504", "ASF505", "ASF801", "ASF810")

SOURCE = """\
import threading
import time


class Poller:
    def __init__(self):
        self.count = 0
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self):
        self._step()

    def _step(self):
        self.count += 1

    def get(self):
        self.count += 2


async def nap():
    time.sleep(1)
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "poller.py"
    path.write_text(SOURCE)
    return path


def test_two_columns(run, path):
    code, out, _ = run("explain", f"{path}:15")
    assert code == 0
    lines = [line.split("  ") for line in out.splitlines()]
    rows = [[cell.strip() for cell in line if cell.strip()] for line in lines[3:9]]
    assert rows == [
        ["worker thread: Poller._step", "a caller's thread: Poller.get"],
        ["-" * 56, "-" * 56],
        ["15", "reads `self.count`"],
        ["18", "reads `self.count`: the same value"],
        ["18", "stores `self.count`"],
        ["15", "stores `self.count`, computed from what it read first"],
    ]
    assert "  outcome: what the right side did to `self.count` is lost" in out.splitlines()
    assert "    poller.py:8 Thread runs `_run` -> poller.py:12 self._step" in out.splitlines()


def test_one_side(run, path):
    code, out, _ = run("explain", f"{path}:22:5")
    assert code == 0
    assert out.splitlines()[1:3] == ["  time.sleep(1)", "  nap runs on: event loop: `nap`"]


def test_as_json(run, path):
    _, out, _ = run("explain", f"{path}:15", "--json")
    (found,) = json.loads(out)
    assert (found["code"], found["line"]) == ("ASF503", 15)
    assert [step["side"] for step in found["evidence"]["steps"]] == [0, 1, 1, 0]
    _, out, _ = run("explain", f"{path}:22", "--json")
    assert [each["evidence"] for each in json.loads(out)] == [None]


def test_nothing_there(run, path):
    code, out, _ = run("explain", f"{path}:20")
    assert (code, out.splitlines()) == (
        0,
        [f"{path}:20: no rule finds anything here", "nearest finding: line 21, ASF322"],
    )


@pytest.mark.parametrize(
    ("place", "complaint"),
    [
        ("{path}", "is not FILE:LINE"),
        ("{path}:0", "has 22 lines, and no line 0"),
        ("{path}:99", "has 22 lines, and no line 99"),
        ("{path}.none:1", "cannot read"),
    ],
)
def test_complaints(run, path, place, complaint):
    code, _, err = run("explain", place.format(path=path))
    assert code == 2
    assert complaint in err


def test_a_broken_file(run, tmp_path):
    path = tmp_path / "broken.py"
    path.write_text("def f(:\n")
    code, _, err = run("explain", f"{path}:1")
    assert code == 2
    assert "cannot parse" in err


@pytest.mark.parametrize("code", TWO_SIDED)
def test_every_such_finding_has_a_story(code):
    """Both sides take part, each step has its place in the file, and the last word says what went wrong."""
    for name in ("bad.py", "edge.py"):
        (path,) = FIXTURES.glob(f"{code}_*/{name}")
        source = path.read_text()
        module = Project(Workspace(Settings())).model(source, str(path), ast.parse(source))
        found = [each for _, each in _findings(module) if each.code == code]
        assert found or name == "edge.py"
        for finding in found:
            if finding.evidence is None:  # the other side is in another file, of which the message tells the line
                assert re.search(r"\belsewhere\.py:\d+", finding.message)
                continue
            evidence = finding.evidence()
            assert {step.side for step in evidence.steps} == {0, 1}
            assert all(step.node is not None and module.line(step.node) > 0 for step in evidence.steps)
            assert evidence.outcome
            assert all(evidence.sides)
