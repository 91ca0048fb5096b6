"""Runs the command in this process."""

from __future__ import annotations

import json
import textwrap

import pytest

from flake8_asyncsafe.cli import main


@pytest.fixture
def run(capsys):
    """Return a function that runs the command line and gives (exit code, standard output, standard error)."""

    def runner(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = stop.code
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return code, captured.out, captured.err

    return runner


@pytest.fixture
def terminal(monkeypatch):
    """Make rich believe that standard output is a terminal of 100 columns."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def write():
    """Return a function that writes files below a directory, given by their names and indented texts."""

    def writer(directory, files):
        for name, text in files.items():
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text).lstrip("\n"))

    return writer


@pytest.fixture
def effects(run):
    """Return a function that asks and gives (exit code, standard output, standard error); nothing is kept."""
    return lambda *arguments: run("effects", *arguments, "--asyncsafe-no-cache")


@pytest.fixture
def facts(effects):
    """Return a function that gives the functions of an answer in JSON."""

    def ask(*arguments: str) -> list[dict]:
        code, out, err = effects(*arguments, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)["functions"]

    return ask
