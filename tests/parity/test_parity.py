"""What flake8-async and ruff find, our rules find: programs with their defects, judged by both sides.

A comment names their codes where a defect is.  Ours must be reported there; and flake8-async, where it is installed,
must say so too, so that the programs do not claim what it does not find.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_asyncsafe.engine import analyse
from flake8_asyncsafe.migration.table import entries
from flake8_asyncsafe.rules.base import all_rules
from flake8_asyncsafe.settings import Settings

PROGRAMS = sorted((Path(__file__).parent / "data").glob("*.py"))
#: theirs that are nothing of ours, on purpose (codes.toml says why), or that no program can show by a line
NOT_SHOWN = frozenset({"ASYNC106", "ASYNC114", "ASYNC118", "ASYNC231", "ASYNC127", "ASYNC401", "ASYNC200", "ASYNC232"})
#: where ours stands on another line, or says less, on purpose: (program, code) -> why
ELSEWHERE = {
    ("on_trio", "ASYNC104"): "ASF401 stands at the handler, which is what has to change",
    ("on_trio", "ASYNC900"): "ASF313 stands at the consumer that leaves the generator; this one has none",
}
_CODES = re.compile(r"#((?:,? (?:ASYNC|RUF)\d{3})+)$")


def marks(path: Path) -> list[tuple[int, str]]:
    """(line, code) for each code that a program names."""
    return [
        (number, code)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (found := _CODES.search(line))
        for code in re.findall(r"(?:ASYNC|RUF)\d{3}", found[1])
    ]


CASES = [(path, line, code) for path in PROGRAMS for line, code in marks(path)]
OURS = {entry.code: entry.ours for entry in entries()}


@pytest.fixture(scope="session")
def reported() -> dict[str, set[tuple[int, str]]]:
    """Our reports for each program: (line, code)."""
    settings = Settings(rules=frozenset(rule.code for rule in all_rules()), no_cache=True)
    return {
        path.stem: {(each.line, each.code) for each in analyse(path.read_text(encoding="utf-8"), path.name, settings)}
        for path in PROGRAMS
    }


@pytest.mark.parametrize(("path", "line", "code"), CASES, ids=lambda each: getattr(each, "stem", str(each)))
def test_ours_is_reported_there(path: Path, line: int, code: str, reported: dict[str, set[tuple[int, str]]]) -> None:
    if (path.stem, code) in ELSEWHERE:
        pytest.skip(ELSEWHERE[path.stem, code])
    found = {ours for at, ours in reported[path.stem] if at == line}
    assert found & set(OURS[code]), f"{path.name}:{line}: {code} is {OURS[code]}; reported there: {sorted(found)}"


def test_each_of_their_codes_has_a_program() -> None:
    shown = {code for _, _, code in CASES} | NOT_SHOWN
    assert {entry.code for entry in entries()} - shown == set()
    assert {code for _, _, code in CASES} <= set(OURS)


def test_theirs_says_so_too() -> None:
    """One run of flake8 with flake8-async over all programs."""
    if importlib.util.find_spec("flake8_async") is None:
        pytest.skip("flake8-async is not installed")
    missing = []
    for path in PROGRAMS:
        library = ["--asyncio"] if path.stem == "on_asyncio" else ["--anyio"] if path.stem == "on_anyio" else []
        command = [sys.executable, "-m", "flake8", "--isolated", "-j1", "--select=ASYNC", "--enable=ASYNC", *library]
        run = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False, timeout=120)
        assert "Traceback" not in run.stderr, run.stderr
        said = {(int(line), code) for line, code in re.findall(r":(\d+):\d+: (ASYNC\d{3})", run.stdout)}
        for line, code in marks(path):
            if code.startswith("ASYNC") and (path.stem, code) not in ELSEWHERE and (line, code) not in said:
                missing.append(f"{path.name}:{line}: {code}")
    assert missing == []
