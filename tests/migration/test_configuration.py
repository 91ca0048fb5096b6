"""Configuration files: their codes and options become ours, and the layout stays."""

from __future__ import annotations

import textwrap
import tomllib

import pytest

from flake8_asyncsafe.migration import ini, pyproject, ruff
from flake8_asyncsafe.migration.notes import Notes, UnreadableError


def text(source: str) -> str:
    return textwrap.dedent(source).lstrip("\n")


def of_ini(source: str) -> tuple[str, list[str]]:
    notes = Notes()
    return ini.rewritten(text(source), "setup.cfg", notes), notes.lines()


def test_lists_of_codes() -> None:
    before = """
        # ASYNC100 in a comment
        [metadata]
        name = ASYNC100

        [flake8]
        select = E,W,ASYNC   # ASYNC2
        extend-ignore =
            # ASYNC100 is odd
            E203,
            ASYNC100,
            ASYNC102, ASYNC106
        per-file-ignores =
            tests/*: ASYNC100, S101
            tests/ASYNC100.py: ASYNC210,ASYNC211
        max-line-length = 100
    """
    new, told = of_ini(before)
    lines = new.splitlines()
    assert lines[:6] == text(before).splitlines()[:4] + lines[4:6]
    assert lines[5].startswith("select = E,W,ASF")
    assert lines[5].endswith("   # ASYNC2")
    assert lines[6:11] == [
        "extend-ignore =",
        "    # ASYNC100 is odd",
        "    E203,",
        "    ASF406,",
        "    ASF402, ASF403, ASYNC106",
    ]
    assert lines[11:15] == [
        "per-file-ignores =",
        "    tests/*: ASF406, S101",
        "    tests/ASYNC100.py: ASF102",
        "max-line-length = 100",
    ]
    assert len(told) == 1
    assert told[0].startswith("setup.cfg:11: `extend-ignore`: ASYNC106 stays")


def test_several_files_on_one_line() -> None:
    new, told = of_ini("""
        [flake8]
        per-file-ignores = tests/*:ASYNC100,E501 src/ASYNC100.py:ASYNC101, a.py: ASF406, ASYNC100
        per_file_ignores_other = ASYNC100
    """)
    assert new == text("""
        [flake8]
        per-file-ignores = tests/*:ASF406,E501 src/ASYNC100.py:ASF314, a.py: ASF406
        per_file_ignores_other = ASYNC100
    """)
    assert told == []


def test_options_of_flake8_async() -> None:
    new, told = of_ini("""
        [flake8]
        anyio = True
        async200-blocking-calls =
            my.call -> await my.other
            *.save
        disable = ASYNC101, ASYNC119
        startable-in-context-manager = serve
        enable = ASYNC
    """)
    assert new == text("""
        [flake8]
        asyncsafe-library = anyio
        asyncsafe-blocking-calls =
            my.call -> await my.other
            *.save
        extend-ignore = ASF314, ASF324
        startable-in-context-manager = serve
        enable = ASYNC
    """)
    assert [line.partition(": ")[0] for line in told] == ["setup.cfg:7", "setup.cfg:8"]


def test_an_option_that_is_there_is_not_given_twice() -> None:
    source = """
        [flake8]
        extend-ignore = E203
        disable = ASYNC101
    """
    new, told = of_ini(source)
    assert new == text(source)
    assert "by hand" in told[0]


def test_line_ends_stay() -> None:
    source = "[flake8]\r\nignore = ASYNC100\r\n"
    assert ini.rewritten(source, "tox.ini", Notes()) == "[flake8]\r\nignore = ASF406\r\n"


@pytest.mark.parametrize("source", ["ignore = 1\n", "[flake8]\nx\n", "[flake8]\na = 1\na = 2\n"])
def test_broken_ini_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError):
        ini.rewritten(source, "setup.cfg", Notes())


def test_codes_are_added() -> None:
    options = {"extend-select": ("ASF", "ASF413"), "per-file-ignores": ("tests/*: ASF101",), "extend-ignore": ()}
    assert ini.added("", options) == text("""
        [flake8]
        extend-select = ASF, ASF413
        per-file-ignores =
            tests/*: ASF101
    """)
    there = "[flake8]\nextend-select = E1,ASF\nper-file-ignores =\n    a.py: E1\n[other]\nx = 1\n"
    assert ini.added(there, options) == text("""
        [flake8]
        extend-select = E1,ASF,ASF413
        per-file-ignores =
            a.py: E1
            tests/*: ASF101
        [other]
        x = 1
    """)


PYPROJECT = """
    [project]
    name = "x"  # select = ["ASYNC"]

    [tool.ruff.lint]
    # what we look for
    select = [
        "E",      # errors
        "ASYNC",  # async
        "RUF006",
    ]
    ignore = ["ASYNC109", "E501"]

    [tool.ruff.lint.per-file-ignores]
    "tests/*" = ["S101", "ASYNC251"]
    'docs/*' = ["ASYNC106"]
"""


def test_ruff() -> None:
    notes = Notes()
    new, options = ruff.rewritten(text(PYPROJECT), "pyproject.toml", ("tool", "ruff"), notes)
    assert new == text("""
        [project]
        name = "x"  # select = ["ASYNC"]

        [tool.ruff.lint]
        external = ["ASF"]
        # what we look for
        select = [
            "E",      # errors
            # async
        ]
        ignore = ["E501"]

        [tool.ruff.lint.per-file-ignores]
        "tests/*" = ["S101"]
        'docs/*' = []
    """)
    assert options.select[0] == "ASF"
    assert options.ignore == ("ASF413",)
    assert options.per_file == ("tests/*: ASF101",)
    assert "ASYNC106" in notes.lines()[0]


def test_ruff_that_selects_all() -> None:
    source = '[tool.ruff.lint]\nselect = ["ALL"]\nexternal = ["X"]\n'
    new, options = ruff.rewritten(source, "pyproject.toml", ("tool", "ruff"), Notes())
    data = tomllib.loads(new)["tool"]["ruff"]["lint"]
    assert data == {"select": ["ALL"], "ignore": ["ASYNC", "RUF006", "RUF029"], "external": ["X", "ASF"]}
    assert "ASF322" in options.select
    assert ruff.rewritten(new, "pyproject.toml", ("tool", "ruff"), Notes()) == (new, ruff.Flake8Options())


@pytest.mark.parametrize("source", ['[tool.ruff.lint]\nselect = ["E"]\n', "[tool.black]\nx = 1\n", ""])
def test_what_has_none_of_theirs_stays(source: str) -> None:
    new, options = ruff.rewritten(source, "pyproject.toml", ("tool", "ruff"), Notes())
    assert new == source
    assert not options


def test_flake8_in_pyproject() -> None:
    source = """
        [tool.flake8]
        ignore = [
            'ASYNC100',  # timeouts
            "ASYNC102", "ASYNC106",
        ]
        select = ["E", "ASF101", "ASYNC251"]
        per-file-ignores = ["a.py:ASYNC100"]
    """
    notes = Notes()
    new = pyproject.rewritten(text(source), "pyproject.toml", notes)
    assert new == text("""
        [tool.flake8]
        ignore = [
            'ASF406',  # timeouts
            "ASF402", "ASF403", "ASYNC106",
        ]
        select = ["E", "ASF101"]
        per-file-ignores = ["a.py:ASYNC100"]
    """)
    assert len(notes.lines()) == 2


@pytest.mark.parametrize(
    "source",
    [
        '[tool.ruff]\nselect = [\n"ASYNC210" # a\n, "E"]\n',
        "[tool.ruff\n",
        '[tool.ruff]\nlint = { select = ["ASYNC"] }\n',
        'tool.ruff.lint = {select = ["ASYNC"]}\n',
    ],
)
def test_what_is_not_understood_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError):
        ruff.rewritten(source, "pyproject.toml", ("tool", "ruff"), Notes())


@pytest.mark.parametrize("source", ['lint.select = ["ASYNC210",]\n', 'select = [ # a\n  "ASYNC210", # b\n "E"]\n'])
def test_ruff_toml_in_other_forms(source: str) -> None:
    new, options = ruff.rewritten(source, "ruff.toml", (), Notes())
    assert "ASYNC" not in new
    assert tomllib.loads(new)["lint"]["external"] == ["ASF"]
    assert options.select == ("ASF102",)
