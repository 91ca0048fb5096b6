"""The directories that names in a linted file are looked up in, and that the file itself is found in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_asyncsafe.project.finder import Finder, Found, roots_for
from flake8_asyncsafe.project.layout import ModuleName, identify

TREE = (
    "app/__init__.py app/web/__init__.py app/web/views.py src/shop/__init__.py src/shop/cart.py "
    "src/ns/part/__init__.py src/ns/part/mod.py src/ns/loose.py scripts/run.py "
    "v1.0/__init__.py v1.0/pkg/__init__.py v1.0/pkg/m.py top.py foo-stubs/__init__.py "
    "app/gap/inner/__init__.py app/gap/inner/m.py app/gap/loose.py"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in TREE.split():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "without", "configured"),
    [
        ("top.py", ".", ". src"),
        ("app/__init__.py", ".", ". src"),
        ("app/web/views.py", ".", ". src"),
        ("src/shop/cart.py", "src", "src ."),
        ("src/ns/part/mod.py", "src/ns", "src ."),
        ("src/ns/loose.py", "src/ns", "src/ns . src"),
        ("scripts/run.py", "scripts", "scripts . src"),
        ("v1.0/__init__.py", ".", ". src"),
        ("v1.0/pkg/m.py", ".", ". src"),
        ("foo-stubs/__init__.py", ".", ". src"),
        ("app/web/not there.py", ".", ". src"),
        ("app/gap/inner/m.py", "app/gap .", ". src"),  # `app.gap` is a namespace inside a package
        ("app/gap/loose.py", "app/gap .", "app/gap . src"),
    ],
)
def test_roots(root: Path, path: str, without: str, configured: str) -> None:
    def full(names: str) -> tuple[str, ...]:
        return tuple(str((root / name).resolve()) for name in names.split())

    assert roots_for(str(root / path), ()) == full(without)
    assert roots_for(str(root / path), full(". src")) == full(configured)


@pytest.mark.parametrize("configured", ["", ".", "src", ". src", "src ."])
def test_a_file_finds_itself(root: Path, configured: str) -> None:
    roots = tuple(str(root / name) for name in configured.split())
    for name in TREE.split():
        path = str(root / name)
        named = identify(path, roots)
        if all(part.isidentifier() for part in named.name.split(".")) and "stubs" not in name:
            found = Finder(roots_for(path, roots)).find(named.name)
            assert found == Found(named.name, path, named.package)
            assert identify(found.path, roots) == ModuleName(found.name, found.package)


def test_links_and_duplicates(root: Path) -> None:
    (root / "link").symlink_to("src")
    roots = (str(root / "link"), str(root / "src"), str(root / "app/../src/"), str(root))
    assert roots_for(str(root / "link/shop/cart.py"), roots) == (str(root / "src"), str(root))


@pytest.mark.parametrize("path", ["-", "stdin", "", "/", "nowhere/at/all.py", "a\nb.py"])
def test_any_path_has_roots(path: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "app")
    roots = roots_for(path, (str(root / "src"),))
    assert len(roots) == 2
    assert roots[1] == str(root / "src")


@pytest.mark.parametrize("path", ["a\0/b.py", "\ud800/x.py"])
def test_what_no_file_system_can_have_is_left_out(path: str, root: Path) -> None:
    assert roots_for(path, (str(root / "src"), "/nul\0")) == (str(root / "src"),)


def test_relative_paths_start_at_the_current_directory(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "app")
    assert roots_for("web/views.py", ()) == (str(root),)
