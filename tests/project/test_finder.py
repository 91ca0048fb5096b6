"""Which file a dotted name is: as Python itself says, but for the standard library and links that lead out."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flake8_asyncsafe.project.finder import Finder, Found

ORACLE = """
import importlib.util, json, sys
library, loaded = sys.path[:], set(sys.modules)
for line in sys.stdin:
    roots, names = json.loads(line)
    sys.path[:] = roots + library
    sys.path_importer_cache.clear()
    for name in set(sys.modules) - loaded:
        if name.partition(".")[0] not in sys.stdlib_module_names:
            del sys.modules[name]
    answers = {}
    for name in names:
        try:
            spec = importlib.util.find_spec(name)
        except ModuleNotFoundError:
            spec = None
        if spec is not None:
            answers[name] = [spec.origin, spec.parent, list(spec.submodule_search_locations or [])]
    print(json.dumps(answers), flush=True)
"""


@dataclass(frozen=True)
class Spec:
    """What Python says about a name; ``path`` is None for a namespace package."""

    path: str | None
    package: str
    directories: list[str]


Oracle = Callable[[list[str], list[str]], dict[str, Spec]]


@pytest.fixture(scope="module")
def python() -> Iterator[Oracle]:
    """Ask a child process, so that nothing of the layouts gets into this one's modules and caches."""
    command = [sys.executable, "-I", "-S", "-B", "-c", ORACLE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdin is not None
        assert child.stdout is not None

        def ask(roots: list[str], names: list[str]) -> dict[str, Spec]:
            print(json.dumps([roots, names]), file=child.stdin, flush=True)
            return {name: Spec(*spec) for name, spec in json.loads(child.stdout.readline()).items()}

        yield ask
        child.stdin.close()
        assert child.wait(30) == 0


def build(root: Path, *names: str) -> None:
    """Make files, and a directory for each name that ends with a slash."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir(exist_ok=True)
        else:
            path.write_text("", encoding="utf-8")


def path_of(finder: Finder, name: str) -> str | None:
    found = finder.find(name)
    return None if found is None else found.path


def prefixes(name: str) -> list[str]:
    segments = name.split(".")
    return [".".join(segments[:end]) for end in range(len(segments), 0, -1)]


def has_module(directory: str) -> bool:
    below = [path for path in Path(directory).rglob("*.py") if path.is_file()]
    return any("-" not in str(path.relative_to(directory)) for path in below)


def compare(ask: Oracle, roots: list[str], given_names: list[str]) -> dict[str, Spec]:
    """Hold every method against what Python says about some names and their parents; return the latter."""
    finder = Finder(tuple(roots))
    names = sorted({prefix for name in given_names for prefix in prefixes(name)})
    specs = ask(roots, names)
    for name in names:
        spec = specs.get(name)
        expected = Found(name, spec.path, spec.package) if spec and spec.path else None
        assert finder.find(name) == expected, name
        assert finder.has(name.partition(".")[0]) or expected is None
        holds = spec is not None and spec.path is None and any(map(has_module, spec.directories))
        assert finder.is_namespace(name) == holds, name
        longest = next((prefix for prefix in prefixes(name) if prefix in specs and specs[prefix].path), None)
        split = finder.split(name)
        if longest is None:
            assert split is None, name
        else:
            assert split == (finder.find(longest), name[len(longest) + 1 :]), name
    return specs


LAYOUTS = {
    "module": ("one/pool.py", "pool one"),
    "package": ("one/shop/__init__.py one/shop/db.py one/shop/web/__init__.py", "shop shop.db shop.web shop.web.db"),
    "init by its own name": ("one/shop/__init__.py one/shop/db.py", "shop.__init__ shop.db.__init__ __init__"),
    "no module in a module": ("one/shop.py one/shop/db.py", "shop shop.db"),
    "package before module": ("one/shop.py one/shop/__init__.py one/shop/db.py", "shop shop.db"),
    "module before package of a later root": ("one/shop.py two/shop/__init__.py two/shop/db.py", "shop shop.db"),
    "first root hides": ("one/shop/__init__.py one/shop/a.py two/shop/__init__.py two/shop/b.py", "shop.a shop.b"),
    "first root hides a namespace": ("one/shop/__init__.py two/shop/b.py", "shop shop.b"),
    "package before an earlier namespace": ("one/shop/a.py two/shop/__init__.py two/shop/b.py", "shop shop.a shop.b"),
    "module before an earlier namespace": ("one/shop/a.py two/shop.py", "shop shop.a"),
    "namespace over roots": ("one/ns/a.py two/ns/b/__init__.py two/ns/b/c.py", "ns ns.a ns.b ns.b.c ns.c"),
    "namespaces in namespaces": ("one/ns/in_/a.py two/ns/in_/b.py two/ns/a.py", "ns ns.in_ ns.in_.a ns.in_.b ns.a"),
    "first portion has the name": ("one/ns/a.py two/ns/a.py", "ns.a"),
    "namespace in a package": (
        "one/shop/__init__.py one/shop/parts/a.py two/shop/parts/b.py",
        "shop.parts.a shop.parts.b",
    ),
    "src layout": ("one/setup.py one/src/shop/__init__.py", "setup shop src src.shop"),
    "empty directories": ("one/ns/ one/ns2/in_/ one/ns3/data.txt", "ns ns2 ns2.in_ ns3"),
    "stubs": ("one/shop.pyi one/foo-stubs/__init__.py one/foo-stubs/a.py one/bar/__init__.pyi", "shop foo foo.a bar"),
    "directory called like a file": ("one/shop.py/ one/shop2/__init__.py/ one/pool", "shop shop2 pool"),
    "no root at all": ("nowhere.py", "nowhere"),
    "soft keywords and other letters": ("one/match.py one/größe.py one/class.py", "match größe class"),
    "library names below the top": ("one/shop/__init__.py one/shop/queue.py", "shop.queue"),
}


@pytest.mark.parametrize(("files", "names"), LAYOUTS.values(), ids=LAYOUTS)
def test_as_python_finds_it(tmp_path: Path, python: Oracle, files: str, names: str) -> None:
    build(tmp_path, *files.split())
    roots = [str(tmp_path / "one"), str(tmp_path / "one/src"), str(tmp_path / "two")]
    compare(python, roots, names.split())


SEGMENTS = ["a", "b", "c"]
NAMES = [".".join(parts) for depth in (1, 2, 3) for parts in product([*SEGMENTS, "__init__"], repeat=depth)]
LEAVES = ["a.py", "b.py", "__init__.py", "__init__.py", "c.pyi", "a-stubs/a.py", "c/"]
layouts = st.lists(
    st.builds(
        lambda root, folders, leaf: "/".join([root, *folders, leaf]),
        st.sampled_from(["one", "two"]),
        st.lists(st.sampled_from(SEGMENTS), max_size=3),
        st.sampled_from(LEAVES),
    ),
    max_size=12,
)


@settings(max_examples=120, deadline=None)
@given(layout=layouts)
def test_any_layout_is_as_python_finds_it(python: Oracle, layout: list[str]) -> None:
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory).resolve()
        build(root, *layout)
        compare(python, [str(root / "one"), str(root / "two")], NAMES)


def test_the_oracle_tells_layouts_apart(tmp_path: Path, python: Oracle) -> None:
    """Were the child to answer nothing, the comparisons would be of nothing with nothing."""
    build(tmp_path, "one/a/__init__.py", "one/a/b.py", "one/c/a.py")
    specs = compare(python, [str(tmp_path / "one")], NAMES)
    assert set(specs) == {"a", "a.b", "a.__init__", "c", "c.a"}
    assert specs["c"].path is None


def test_split(tmp_path: Path) -> None:
    build(tmp_path, "shop/__init__.py", "shop/db.py", "ns/part/__init__.py")
    finder = Finder((str(tmp_path),))
    db = Found("shop.db", str(tmp_path / "shop/db.py"), "shop")
    assert finder.split("shop.db.Pool.get") == (db, "Pool.get")
    assert finder.split("shop.db") == (db, "")
    assert finder.split("shop.Pool") == (Found("shop", str(tmp_path / "shop/__init__.py"), "shop"), "Pool")
    assert finder.split("ns.part.x") == (Found("ns.part", str(tmp_path / "ns/part/__init__.py"), "ns.part"), "x")
    assert finder.split("ns.other") is None
    assert finder.split("elsewhere.Pool") is None


#: modules in the interpreter that `sys.stdlib_module_names` leaves out; which there are depends on the build
UNLISTED = sorted(set(sys.builtin_module_names) - sys.stdlib_module_names)


@pytest.mark.parametrize("name", ["asyncio", "queue", "threading", "sys", "_thread", *UNLISTED])
def test_the_standard_library_is_not_shadowed(tmp_path: Path, name: str) -> None:
    build(tmp_path, f"{name}.py", "asyncio/locks.py", "asyncio/__init__.py", f"shop/{name}.py")
    finder = Finder((str(tmp_path),))
    assert finder.find(name) is finder.split(f"{name}.Lock") is finder.find("asyncio.locks") is None
    assert not finder.has(name)
    assert not finder.is_namespace(name)
    assert path_of(finder, f"shop.{name}") == str(tmp_path / f"shop/{name}.py")


def test_case_counts_whatever_the_file_system_says(tmp_path: Path) -> None:
    build(tmp_path, "Shop/__init__.py", "Shop/Db.py", "ns/__INIT__.py", "other/x.PY")
    finder = Finder((str(tmp_path),))
    assert finder.find("Shop.Db")
    for name in ("shop", "SHOP", "Shop.db", "shop.Db", "ns", "other", "other.x"):
        assert finder.find(name) is None
    assert not finder.has("shop")
    assert finder.is_namespace("ns")
    assert not finder.is_namespace("other")


@pytest.mark.parametrize(
    "name",
    [
        *("", ".", "..", "a.", ".a", "a..b", "a b", "a-b", "1a", "a.1", "a/b", "a\\b", "../a", "/a", "a\0", "\0", "C:"),
        *("a.*", "a.()", "f.<locals>.g", "\ud800", "\udcff", "a\n", "a" * 253, "a." + "b" * 1_000_000, "." * 100_000),
    ],
)
def test_names_that_are_none_never_reach_the_disk(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, "a.py", "a b.py")
    finder = Finder((str(tmp_path), str(tmp_path / "two")))
    monkeypatch.setattr(os, "scandir", lambda path: pytest.fail(f"looked at {path}"))
    assert finder.find(name) is None
    assert finder.split(name) is None
    assert not finder.is_namespace(name)


@pytest.mark.parametrize("name", ["a.b", "a/b", "", "a\0", "a" * 10_000, "\ud800"])
def test_has_is_about_one_segment(tmp_path: Path, name: str) -> None:
    build(tmp_path, "a/b.py")
    assert not Finder((str(tmp_path),)).has(name)


def test_the_longest_name_that_a_file_can_have(tmp_path: Path) -> None:
    build(tmp_path, f"{'a' * 252}.py")
    assert Finder((str(tmp_path),)).find("a" * 252)


def test_long_chains_of_attributes_cost_no_more_than_short_ones(tmp_path: Path) -> None:
    build(tmp_path, "shop/__init__.py", "shop/db.py", "shop/Pool/x.py")
    (tmp_path / "shop/again").symlink_to(tmp_path / "shop")
    finder = Finder((str(tmp_path),))
    chain = ".".join(["Pool"] * 10_000)
    names = [f"shop.db.{chain}", chain, f"shop.{chain}", "shop" + ".again" * 10_000, ".".join("ab" * 50_000)]
    results = [finder.split(name) for name in names for _ in range(5)]
    assert "shop.db.Pool" not in finder._places, "nothing is below a module, so there is nothing to remember"
    finds = [finder.find(name) for name in names]
    assert results[0] == (Found("shop.db", str(tmp_path / "shop/db.py"), "shop"), chain)
    assert finds == [None] * len(names)
    assert sum(map(len, finder._places)) < 50_000, "looked at and remembered: a few prefixes, not each of 10,000"


def test_each_directory_is_listed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, "one/a/__init__.py", "one/a/b.py", "one/ns/x.py", "two/ns/in_/y.py", "one/never/z.py", "two/ns/e/")
    looked: Counter[str] = Counter()
    scandir = os.scandir

    def counted(path: str) -> object:
        looked[os.path.relpath(path, tmp_path)] += 1
        return scandir(path)

    monkeypatch.setattr(os, "scandir", counted)
    monkeypatch.setattr(os.path, "isfile", lambda path: pytest.fail("asked for one file"))
    finder = Finder((str(tmp_path / "one"), str(tmp_path / "two"), str(tmp_path / "gone")))
    monkeypatch.setattr(os.path, "realpath", lambda path: pytest.fail("resolved what is no link"))
    for _ in range(3):
        assert finder.has("a")
        assert not finder.has("b")
        assert finder.find("a.b")
        assert finder.split("a.b.c.d")
        assert finder.is_namespace("ns")
        assert finder.is_namespace("ns.in_")
        assert not finder.is_namespace("ns.e")
        assert finder.find("nothing.at.all") is finder.split("nothing.at.all") is finder.find("ns.zzz") is None
    assert set(looked.values()) == {1}
    assert set(looked) == {"one", "two", "gone", "one/a", "one/ns", "two/ns", "two/ns/in_", "two/ns/e"}
    monkeypatch.setattr(Finder, "_listing", lambda self, real: pytest.fail("worked it out again"))
    assert finder.find("a.b")
    assert finder.split("a.b.c.d")
    assert finder.find("ns.zzz") is finder.split("nothing.at.all") is None
    assert finder.is_namespace("ns")
    assert not finder.is_namespace("ns.e")


def test_a_namespace_is_not_searched_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, *(f"data/d{n}/e/" for n in range(700)), "near/d/e/f.py", "near/x/")
    (tmp_path / "near/x/loop").symlink_to(tmp_path / "near")
    (tmp_path / "data/d1/loop").symlink_to(tmp_path / "data")
    (tmp_path / "data/out").symlink_to("/")
    looked: list[str] = []
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: looked.append(path) or scandir(path))
    finder = Finder((str(tmp_path),))
    assert not finder.is_namespace("data")
    assert len(looked) <= 1001
    assert all(path.startswith(str(tmp_path)) for path in looked)
    assert finder.is_namespace("near")


class TestLinks:
    """Links that stay inside the roots are as Python takes them; what leads out is not read."""

    @pytest.fixture
    def tree(self, tmp_path: Path) -> Path:
        build(tmp_path, "one/shop/__init__.py", "one/shop/db.py", "one/ns/a.py", "two/ns/b.py", "two/pool.py")
        build(tmp_path, "out/secret.py", "out/shop/__init__.py", "out/shop/db.py", "out/ns/x.py")
        return tmp_path

    @staticmethod
    def finder(tree: Path) -> Finder:
        return Finder((str(tree / "one"), str(tree / "two")))

    def test_inside(self, tree: Path, python: Oracle) -> None:
        (tree / "one/alias.py").symlink_to("shop/db.py")
        (tree / "one/market").symlink_to("shop")
        (tree / "one/shop/parts").symlink_to(tree / "two/ns")
        (tree / "two/ns/c.py").symlink_to(tree / "one/ns/a.py")
        (tree / "one/self").symlink_to(".")
        names = "alias market market.db shop.parts shop.parts.b shop.parts.c ns.c self self.self.shop.db self.alias"
        specs = compare(python, [str(tree / "one"), str(tree / "two")], names.split())
        assert set(specs) >= set(names.split())
        assert path_of(self.finder(tree), "market.db") == str(tree / "one/market/db.py")

    def test_a_root_may_be_a_link(self, tree: Path) -> None:
        (tree / "link").symlink_to("one")
        assert path_of(Finder((str(tree / "link"),)), "shop.db") == str(tree / "one/shop/db.py")
        assert path_of(Finder((str(tree / "link/../out"),)), "secret") == str(tree / "out/secret.py")

    @pytest.mark.parametrize("target", ["secret.py", "shop/../secret.py"])
    def test_a_file_outside(self, tree: Path, target: str) -> None:
        (tree / "one/leak.py").symlink_to(tree / "out" / target)
        (tree / "one/relative.py").symlink_to("../out/secret.py")
        finder = self.finder(tree)
        assert finder.find("leak") is finder.split("leak.x") is finder.find("relative") is None

    def test_a_directory_outside(self, tree: Path) -> None:
        (tree / "one/leak").symlink_to(tree / "out/shop")
        (tree / "one/space").symlink_to(tree / "out/ns")
        (tree / "one/up").symlink_to("..")
        (tree / "one/shop/deep").symlink_to("../../out")
        finder = self.finder(tree)
        for name in ("leak.db", "leak", "space.x", "up.out.secret", "up.one.shop", "shop.deep.secret"):
            assert finder.find(name) is None
        assert not any(map(finder.is_namespace, ("space", "up", "up.out", "shop.deep")))
        assert finder.split("shop.deep.secret") == (finder.find("shop"), "deep.secret")
        assert not any(map(finder.has, ("leak", "space", "up")))

    def test_a_directory_that_only_starts_like_a_root(self, tree: Path) -> None:
        build(tree, "one_more/x.py")
        (tree / "one/leak.py").symlink_to(tree / "one_more/x.py")
        assert self.finder(tree).find("leak") is None

    def test_out_through_a_link_behind_a_link(self, tree: Path) -> None:
        (tree / "one/first").symlink_to("second")
        (tree / "one/second").symlink_to(tree / "out/shop")
        assert self.finder(tree).find("first.db") is None

    def test_what_leads_out_hides_later_roots(self, tree: Path) -> None:
        """Python takes what is outside, so the file in the second root would be the wrong one."""
        build(tree, "two/leak.py", "two/space/a.py")
        (tree / "one/leak.py").symlink_to(tree / "out/secret.py")
        (tree / "one/space").symlink_to(tree / "out/ns")
        finder = self.finder(tree)
        assert finder.find("leak") is finder.find("space.a") is None

    def test_a_package_whose_init_is_outside_has_its_modules(self, tree: Path) -> None:
        (tree / "one/shop/__init__.py").unlink()
        (tree / "one/shop/__init__.py").symlink_to(tree / "out/secret.py")
        finder = self.finder(tree)
        assert finder.find("shop") is finder.split("shop.x") is None
        assert not finder.is_namespace("shop")
        assert path_of(finder, "shop.db") == str(tree / "one/shop/db.py")

    def test_only_links_that_lead_out_are_no_modules_of_a_namespace(self, tree: Path) -> None:
        build(tree, "one/space/")
        (tree / "one/space/x.py").symlink_to(tree / "out/secret.py")
        assert not self.finder(tree).is_namespace("space")

    def test_loops_and_broken_links(self, tree: Path, python: Oracle) -> None:
        for link, target in (("a", "b"), ("b", "a"), ("me.py", "me.py"), ("gone.py", "nowhere"), ("lost", "nowhere")):
            (tree / "one" / link).symlink_to(target)
        build(tree, "one/half/x.py", "one/void/")
        (tree / "one/half/__init__.py").symlink_to("nowhere.py")
        (tree / "one/void/loop").symlink_to(".")
        names = "a b me gone lost half half.x void void.loop a.a void.loop.loop.x"
        specs = compare(python, [str(tree / "one"), str(tree / "two")], names.split())
        assert set(specs) == {"half", "half.x", "void", "void.loop", "void.loop.loop"}

    def test_a_loop_has_no_endless_names(self, tree: Path) -> None:
        (tree / "one/shop/shop").symlink_to("../shop")
        finder = self.finder(tree)
        assert path_of(finder, "shop.shop.shop.db") == str(tree / "one/shop/shop/shop/db.py")
        assert finder.find("shop." * 64 + "db") is None
        split = finder.split("shop." * 5000 + "db")
        assert split is not None
        assert split[0].name.count(".") < 64


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_special_files_are_no_modules(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "null.py").symlink_to(os.devnull)
    build(tmp_path, "pool")
    finder = Finder((str(tmp_path), "/dev"))
    assert finder.find("pipe") is finder.find("null") is None
    assert not any(map(finder.has, ("pipe", "null", "pool")))


@pytest.mark.parametrize("error", [PermissionError, FileNotFoundError, NotADirectoryError, OSError, ValueError])
def test_directories_that_cannot_be_read(
    tmp_path: Path, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, "one/locked/__init__.py", "one/fine.py", "two/ns/x.py", "one/ns/x.py")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name in {"locked", "ns"} and Path(path).parent.name == "one":
            raise error
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    finder = Finder((str(tmp_path / "one"), str(tmp_path / "two")))
    assert finder.find("locked") is finder.split("locked.x") is None
    assert not finder.is_namespace("locked")
    assert finder.find("fine")
    assert path_of(finder, "ns.x") == str(tmp_path / "two/ns/x.py")


def test_a_listing_that_breaks_off_counts_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of a directory may lack the very ``__init__.py`` that decides what the rest is."""
    build(tmp_path, "one/a.py", "two/a.py")
    scandir = os.scandir

    @contextmanager
    def broken(path: str) -> Iterator[Iterator[os.DirEntry[str]]]:
        def some() -> Iterator[os.DirEntry[str]]:
            yield from entries
            if Path(path).name == "one":
                raise OSError

        with scandir(path) as entries:
            yield some()

    monkeypatch.setattr(os, "scandir", broken)
    assert path_of(Finder((str(tmp_path / "one"), str(tmp_path / "two"))), "a") == str(tmp_path / "two/a.py")


def test_where_links_are_not_marked_all_paths_are_resolved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, whose junctions are redirected without being symbolic links."""
    build(tmp_path, "shop/__init__.py", "shop/db.py", "junction/__init__.py", "junction/x.py")
    realpath = os.path.realpath
    monkeypatch.setattr("flake8_asyncsafe.project.finder._LINKS_ARE_MARKED", False)
    monkeypatch.setattr(
        os.path, "realpath", lambda path: realpath(path).replace(str(tmp_path / "junction"), "/elsewhere")
    )
    finder = Finder((str(tmp_path),))
    assert path_of(finder, "shop.db") == str(tmp_path / "shop/db.py")
    assert finder.find("junction") is finder.find("junction.x") is None


@pytest.mark.parametrize("root", ["/nowhere/at/all", "/a\0b", "/\ud800", "/" + "a" * 10_000, os.devnull])
def test_roots_that_are_none(tmp_path: Path, root: str) -> None:
    build(tmp_path, "a.py")
    finder = Finder((root, str(tmp_path)))
    assert finder.find("a")
    assert finder.find("b") is None
    assert Finder((root,)).split("a.b") is Finder(()).find("a") is None
    assert not Finder(()).has("a")


def test_what_is_found_is_remembered_though_deleted(tmp_path: Path) -> None:
    build(tmp_path, "shop/__init__.py", "shop/db.py", "later/x.py")
    finder = Finder((str(tmp_path),))
    before = finder.find("shop.db")
    assert finder.has("later")
    shutil.rmtree(tmp_path)
    assert finder.find("shop.db") == before is not None
    assert finder.find("later.x") is None


def test_finders_can_go_to_other_processes(tmp_path: Path) -> None:
    build(tmp_path, "shop/db.py")
    finder = Finder((str(tmp_path),))
    assert finder.is_namespace("shop")
    twin = pickle.loads(pickle.dumps(finder))
    assert twin.find("shop.db") == finder.find("shop.db") is not None
