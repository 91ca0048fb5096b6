"""The comparison with hydroid: its parsing and counting; neither the network nor the tool is needed."""

from __future__ import annotations

import json
from pathlib import Path

import hydroid
import pytest
from hydroid import Found, Place, Statements, ToolError, compare, final_of, main, parsed

CHAIN = {"location": {"path": "app/main.py", "line": 9, "column": 5}, "text": "self.load", "callee": "app.main.A.load"}


def diagnostic(path: str, line: int, function: str, sink: str) -> dict[str, object]:
    return {
        "location": {"path": path, "line": line, "column": 5},
        "function": function,
        "chain": [CHAIN],
        "sink": {"qualname": sink, "category": "file", "advice": "", "severity": "warn"},
        "reached_from": None,
        "severity": "warn",
        "runs_once": False,
    }


def test_parsing() -> None:
    text = json.dumps({"diagnostics": [diagnostic("app/main.py", 9, "app.main.A.run", "builtins.open")], "stats": {}})
    assert parsed(text) == [("app/main.py", 9, Found("app.main.A.run", "builtins.open"))]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"diagnostics": [{}]}', '{"diagnostics": 3}'])
def test_parsing_something_else(text: str) -> None:
    with pytest.raises(ToolError, match="not the JSON that is expected"):
        parsed(text)


@pytest.mark.parametrize(
    ("message", "final"),
    [
        ("`load()` blocks the event loop: db.py:12 fetch -> http.py:40 requests.get; give the helper", "requests.get"),
        ("`load()` blocks the event loop: db.py:12 requests.get; give the helper", "requests.get"),
        ("`stop` will be called by the event loop itself and blocks it: a.py:3 time.sleep; let", "time.sleep"),
        ("`time.sleep(...)` puts the event loop's thread to sleep; use await", "time.sleep(...)"),
    ],
)
def test_the_end_of_our_chains(message: str, final: str) -> None:
    assert final_of(message) == final


def test_lines_of_a_statement(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(
        "async def run(a):\n"  # 1
        "    with open(\n"  # 2
        "        a\n"
        "    ) as file:\n"
        "        x = (\n"  # 5
        "            file.read()\n"
        "        )\n"
        "    match a:\n"  # 8
        "        case 1:\n"
        "            pass\n"
    )
    statements = Statements(tmp_path)
    assert [statements.first_line("main.py", line) for line in range(1, 11)] == [1, 2, 2, 2, 5, 5, 5, 8, 9, 10]
    assert statements.first_line("missing.py", 7) == 7


def test_comparison() -> None:
    file, lock = Found("run", "builtins.open"), Found("run", "_thread.lock.__enter__")
    one, two, three, four = (Place("main.py", line) for line in range(1, 5))
    found = compare({one: [file], two: [lock], three: [file, lock]}, {one: [file], four: [file]})
    assert (set(found.both), set(found.only_hydroid), set(found.only_ours)) == ({one}, {two, three}, {four})
    assert found.locks == 1


def test_without_the_tool(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--hydroid", "/nowhere/hydroid"]) == 2
    assert "there is no executable /nowhere/hydroid" in capsys.readouterr().err


def test_a_tool_that_fails(tmp_path: Path) -> None:
    tool = tmp_path / "hydroid"
    tool.write_text("#!/bin/sh\necho broken >&2\nexit 3\n")
    tool.chmod(0o755)
    with pytest.raises(ToolError, match="status 3: broken"):
        hydroid.run_hydroid(str(tool), tmp_path)
