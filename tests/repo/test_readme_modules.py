"""The example of "Seeing through modules" in the README is reported, and `effects` prints what it says."""

from __future__ import annotations

from pathlib import Path

from flake8_asyncsafe.cli import main
from flake8_asyncsafe.commands.docs import code_blocks
from flake8_asyncsafe.engine import analyse
from flake8_asyncsafe.model.linking.project import Project
from flake8_asyncsafe.project.workspace import Workspace
from flake8_asyncsafe.settings import Settings

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = list(code_blocks(README))


def test_two_modules(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/__init__.py").touch()
    for language, text in BLOCKS:
        if language == "python" and text.startswith("# shop/"):
            (tmp_path / text.splitlines()[0].removeprefix("# ")).write_text(text, encoding="utf-8")
    path = tmp_path / "shop/views.py"
    source = path.read_text(encoding="utf-8")
    marked = [number for number, line in enumerate(source.splitlines(), 1) if line.endswith("# ASF120")]
    settings = Settings(rules=frozenset({"ASF120"}), source_roots=(str(tmp_path),), no_cache=True)
    reports = analyse(source, str(path), settings, project=Project(Workspace(settings)))
    assert [report.line for report in reports] == marked
    assert marked

    command, _, printed = next(text for _, text in BLOCKS if text.startswith("$ flake8-asyncsafe")).partition("\n")
    assert main([*command.split()[2:], "--asyncsafe-no-cache"]) == 0
    assert capsys.readouterr().out.strip() == printed.strip()
