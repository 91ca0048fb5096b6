"""Names of modules: packages, source roots, namespace packages, relative imports."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_asyncsafe.engine import analyse
from flake8_asyncsafe.project.layout import ModuleName, absolute, identify
from flake8_asyncsafe.settings import Pattern, Settings

TREE = (
    "app/__init__.py app/web/__init__.py app/web/views.py src/shop/__init__.py src/shop/cart.py "
    "src/ns/part/__init__.py src/ns/part/mod.py scripts/run.py scripts/my-tool.py "
    "one-off/pkg/__init__.py one-off/pkg/m.py top.py"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in TREE.split():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "name", "package"),
    [
        ("top.py", "top", ""),
        ("app/__init__.py", "app", "app"),
        ("app/web/__init__.py", "app.web", "app.web"),
        ("app/web/views.py", "app.web.views", "app.web"),
        ("src/shop/cart.py", "shop.cart", "shop"),
        ("src/ns/part/mod.py", "ns.part.mod", "ns.part"),
        ("src/ns/part/__init__.py", "ns.part", "ns.part"),
        ("scripts/run.py", "run", ""),
        ("scripts/my-tool.py", "my-tool", ""),
        ("one-off/pkg/m.py", "pkg.m", "pkg"),
        ("app/web/not there.py", "not there", "app.web"),
    ],
)
def test_names(root: Path, path: str, name: str, package: str) -> None:
    roots = (str(root), str(root / "src"))
    assert identify(str(root / path), roots) == ModuleName(name, package)


def test_without_roots_packages_end_where_no_init_is(root: Path) -> None:
    assert identify(str(root / "src/ns/part/mod.py"), ()) == ModuleName("part.mod", "part")
    assert identify(str(root / "app/web/views.py"), ()) == ModuleName("app.web.views", "app.web")


def test_a_root_inside_a_package_ends_it(root: Path) -> None:
    assert identify(str(root / "app/web/views.py"), (str(root / "app"),)) == ModuleName("web.views", "web")


@pytest.mark.parametrize("path", ["-", "stdin", "", "/", "nowhere/at/all.py", "a\nb.py"])
def test_any_path_has_a_name(path: str) -> None:
    assert identify(path, ("/",)).name


def test_relative_paths_start_at_the_current_directory(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "app")
    assert identify("web/views.py", (str(root),)).name == "app.web.views"
    assert identify("./web/../web/views.py", (str(root),)).name == "app.web.views"


@pytest.mark.parametrize(
    ("package", "module", "meant"),
    [
        ("a.b", "os.path", "os.path"),
        ("a.b", ".c", "a.b.c"),
        ("a.b", ".", "a.b"),
        ("a.b", "..c.d", "a.c.d"),
        ("a.b", "..", "a"),
        ("a.b", "...c", "...c"),
        ("", ".c", ".c"),
    ],
)
def test_relative_imports(package: str, module: str, meant: str) -> None:
    assert absolute(package, module) == meant


@pytest.mark.parametrize(
    "text",
    [
        "from .db import load\n\n\nasync def view():\n    load()\n",
        "from . import db\n\n\nasync def view():\n    db.load()\n",
        "from ..web.db import load as fetch\n\n\nasync def view():\n    fetch()\n",
        "from .. import web\n\n\nasync def view():\n    web.db.load()\n",
    ],
)
def test_configured_names_are_found_through_relative_imports(root: Path, text: str) -> None:
    settings = Settings(
        rules=frozenset({"ASF108"}), source_roots=(str(root),), blocking_calls=(Pattern("app.web.db.load", ""),)
    )
    path = root / "app/web/views.py"
    assert [report.line for report in analyse(text, str(path), settings)] == [5]
    assert (
        analyse(text.replace(".db", ".other").replace(" db", " other"), str(path), settings) == [] or "web.db" in text
    )
