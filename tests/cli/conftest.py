"""Runs the command in this process."""

from __future__ import annotations

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
