"""What is right below a package, for hints."""

from __future__ import annotations

from pathlib import Path

from flake8_asyncsafe.project.finder import Finder


def test_names_below_a_package(tmp_path: Path) -> None:
    """For hints: modules, packages and directories that hold one; never a name of the standard library."""
    for name in ("shop/__init__.py", "shop/db.py", "shop/sub/deep/m.py", "src/extra.py", "queue.py", "my-script.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "shop/empty").mkdir()
    finder = Finder((str(tmp_path), str(tmp_path / "src")))
    assert finder.below("") == ("extra", "shop", "src")
    assert finder.below("shop") == ("shop.db", "shop.sub")
    assert finder.below("shop.sub") == ("shop.sub.deep",)
    assert finder.below("shop.db") == finder.below("none") == finder.below("queue") == ()
