"""The command: a diff by default, files only with ``--write``, nothing half done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flake8_asyncsafe.cli import main
from flake8_asyncsafe.migration import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/a.py").write_text("import time\n\n\nasync def f():\n    time.sleep(1)  # noqa: ASYNC251\n")
    (tmp_path / "src/b.py").write_text("x = 1\n")
    (tmp_path / "setup.cfg").write_text("[flake8]\nextend-ignore = ASYNC100\n")
    (tmp_path / "pyproject.toml").write_text('[tool.ruff.lint]\nselect = ["ASYNC", "E"]\nignore = ["ASYNC210"]\n')
    return tmp_path


def contents(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


def test_shows_a_diff_and_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(project)
    assert main(["migrate", str(project)]) == 0
    out = capsys.readouterr().out
    assert "-    time.sleep(1)  # noqa: ASYNC251\n+    time.sleep(1)  # noqa: ASF101\n" in out
    assert '+select = ["E"]' in out
    assert "b.py" not in out
    assert contents(project) == before


def test_writes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate", "--write", str(project)]) == 0
    after = contents(project)
    assert after["src/a.py"].endswith(b"# noqa: ASF101\n")
    assert after["src/b.py"] == b"x = 1\n"
    assert after["setup.cfg"].startswith(b"[flake8]\nextend-ignore = ASF406, ASF102\nextend-select = ASF")
    assert b"ASYNC" not in after["pyproject.toml"]
    assert set(after) == {"src/a.py", "src/b.py", "setup.cfg", "pyproject.toml"}
    capsys.readouterr()
    assert main(["migrate", "--write", str(project)]) == 0
    assert capsys.readouterr().out == ""


def test_new_configuration_file(tmp_path: Path) -> None:
    (tmp_path / "ruff.toml").write_text('lint.select = ["ASYNC210"]\n')
    assert main(["migrate", "--write", str(tmp_path)]) == 0
    assert (tmp_path / ".flake8").read_text() == "[flake8]\nextend-select = ASF102\n"


def test_broken_files_are_told_and_left(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "src/broken.py").write_text("x = (  # noqa: ASYNC100\n")
    (project / "pyproject.toml").write_text("[tool.ruff\n")
    assert main(["migrate", "--write", str(project), str(project / "absent.py")]) == 2
    told = capsys.readouterr().err
    assert all(f"{name}: left alone: " in told for name in ("broken.py", "pyproject.toml", "absent.py"))
    assert (project / "src/broken.py").read_text() == "x = (  # noqa: ASYNC100\n"
    assert (project / "src/a.py").read_text().endswith("# noqa: ASF101\n")


def test_a_write_that_fails_leaves_the_file(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(project)

    def refuse(source: object, target: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(run.os, "replace", refuse)
    assert main(["migrate", "--write", str(project)]) == 2
    assert contents(project) == before
    assert "cannot be written" in capsys.readouterr().err


def test_mode_and_links_stay(project: Path) -> None:
    path = project / "src/a.py"
    path.chmod(0o755)
    link = project / "link.py"
    link.symlink_to(path)
    assert main(["migrate", "--write", str(link)]) == 0
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o755
    assert path.read_text().endswith("# noqa: ASF101\n")


def test_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate", "--table"]) == 0
    assert "| ASYNC100 cancel-scope-no-checkpoint | flake8-async, ruff | ASF406 |" in capsys.readouterr().out
