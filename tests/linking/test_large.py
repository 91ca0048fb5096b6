"""A project of 300 modules: what is found there, what is read for it, and what is analysed again after an edit."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter

import pytest
from runs import Run, codes, write

from flake8_asyncsafe.project import sources

LENGTH = 60
LEAF = "import time\n\n\ndef work():\n    time.sleep(1)\n\n\nclass Base:\n    def load(self):\n        time.sleep(1)\n"
MAIN = "from {module} import {name}\n\n\nasync def main():\n    {call}\n"


def project() -> dict[str, str]:
    """A chain of calls, a fan, a ring of imports, a deep hierarchy and diamonds, each of 60 modules."""
    files = {f"big/{name}/__init__.py": "" for name in ("chain", "fan", "ring", "deep", "diamond")}
    files["big/__init__.py"] = ""
    files["big/leaf.py"] = LEAF
    for at in range(LENGTH):
        onward = "big.leaf" if at == LENGTH - 1 else f"big.chain.m{at + 1}"
        files[f"big/chain/m{at}.py"] = f"from {onward} import work as onward\n\n\ndef work():\n    return onward()\n"
        files[f"big/fan/m{at}.py"] = f"def work{at}():\n    return {at}\n"
        other = (at + 1) % LENGTH
        files[f"big/ring/m{at}.py"] = (
            f"from big.ring import m{other}\n\n\ndef work(depth):\n"
            f"    return m{other}.work(depth - 1) if depth else None\n"
        )
        base = "from big.leaf import Base" if not at else f"from big.deep.m{at - 1} import C{at - 1} as Base"
        files[f"big/deep/m{at}.py"] = (
            f"{base}\n\n\nclass C{at}(Base):\n    def own{at}(self):\n        return self.load()\n"
        )
        below = [f"big.diamond.m{2 * at + side}" for side in (1, 2)]
        below = [name if int(name.rpartition("m")[2]) < LENGTH else "big.leaf" for name in below]
        files[f"big/diamond/m{at}.py"] = (
            f"from {below[0]} import work as left\nfrom {below[1]} import work as right\n\n\n"
            "def work():\n    left()\n    right()\n"
        )
    files["big/fan/all.py"] = (
        "".join(f"from big.fan.m{at} import work{at}\n" for at in range(LENGTH))
        + "\n\ndef work():\n"
        + "".join(f"    work{at}()\n" for at in range(LENGTH))
    )
    calls = {
        "chain": ("big.chain.m0", "work", "work()"),
        "fan": ("big.fan.all", "work", "work()"),
        "ring": ("big.ring.m0", "work", "work(3)"),
        "deep": (f"big.deep.m{LENGTH - 1}", f"C{LENGTH - 1}", f"C{LENGTH - 1}().own0()"),
        "diamond": ("big.diamond.m0", "work", "work()"),
    }
    for name, (module, target, call) in calls.items():
        files[f"main_{name}.py"] = MAIN.format(module=module, name=target, call=call)
    return files


FILES = project()
MAINS = [name for name in FILES if name.startswith("main_")]
#: how many modules each of them reaches, itself and the packages whose names it looks into among them
BLOCKS = {"main_chain.py", "main_deep.py", "main_diamond.py"}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    directory = tmp_path_factory.mktemp("large")
    write(directory, FILES)
    return directory


@pytest.fixture
def reads(monkeypatch):
    """How often each file is read."""
    counted: Counter[str] = Counter()
    read = sources._bytes

    def counting(path: str) -> bytes | None:
        counted[path] += 1
        return read(path)

    monkeypatch.setattr(sources, "_bytes", counting)
    return counted


def test_there_are_300_modules():
    assert len(FILES) >= 300


def test_reports(root):
    told = Run(root).all(FILES)
    assert codes({name: told[name] for name in MAINS}) == {
        name: [(5, "ASF120")] if name in BLOCKS else [] for name in MAINS
    }
    assert all(not reports for name, reports in told.items() if name not in MAINS)
    assert Run(root).all(list(FILES)[::-1]) == told


def test_a_long_chain_is_told_without_its_middle(root):
    ((_, _, message),) = Run(root).lint("main_chain.py")
    assert "m0.py:5 onward" in message
    assert "leaf.py:5 time.sleep" in message
    assert f"... {LENGTH + 1 - 11} more" in message
    assert len(message) < 500


@pytest.mark.parametrize("name", MAINS)
def test_only_what_is_reached_is_read(root, reads, name):
    Run(root).lint(name)
    reached = {str(root / other) for other in FILES if other.startswith(f"big/{name[5:-3]}/m")}
    also = {str(root / other) for other in ("big/leaf.py", "big/fan/all.py", name)}
    packages = {str(root / "big" / "__init__.py"), str(root / "big" / name[5:-3] / "__init__.py")}
    assert reached <= set(reads)
    assert set(reads) <= reached | also | packages
    assert max(reads.values()) <= 2, "for its digest, and for its text if that was not kept"


def test_warm_files_are_not_analysed(root, tmp_path):
    cold = Run(root, tmp_path)
    told = cold.all(MAINS)
    assert cold.analysed
    warm = Run(root, tmp_path)
    assert warm.all(MAINS) == told
    assert warm.analysed == []


def test_what_does_not_depend_on_an_edited_module_is_not_analysed_again(tmp_path):
    root, cache = tmp_path / "project", tmp_path / "cache"
    write(root, FILES)
    before = Run(root, cache).all(MAINS)
    for edited, dependent in {
        "big/leaf.py": {"main_chain.py", "main_deep.py", "main_diamond.py"},
        "big/fan/m7.py": {"main_fan.py"},
        "big/ring/m7.py": {"main_ring.py"},
        "big/deep/m7.py": {"main_deep.py"},
        "main_ring.py": {"main_ring.py"},
    }.items():
        write(root, {edited: FILES[edited] + "\n# changed\n"})
        run = Run(root, cache)
        assert run.all(MAINS) == before
        assert {path.rpartition("/")[2] for path in run.analysed} == dependent, edited
    write(root, {"big/leaf.py": LEAF.replace("time.sleep(1)", "return 1"), "big/unrelated.py": "import time\n"})
    run = Run(root, cache)
    assert run.all(MAINS) == {name: [] for name in MAINS}
    assert {path.rpartition("/")[2] for path in run.analysed} == BLOCKS


def test_after_an_edit_only_the_edited_module_is_summarised(tmp_path, monkeypatch):
    from flake8_asyncsafe.model.linking import program

    root, cache = tmp_path / "project", tmp_path / "cache"
    write(root, FILES)
    Run(root, cache).all(MAINS)
    made: list[str] = []
    summarised = program.Program._summarised

    def counting(self, found):
        made.append(found.name)
        return summarised(self, found)

    monkeypatch.setattr(program.Program, "_summarised", counting)
    write(root, {"big/chain/m7.py": FILES["big/chain/m7.py"] + "\n# changed\n"})
    Run(root, cache).all(MAINS)
    assert made == ["big.chain.m7"]


#: without the plugins that are only here for comparison: one of them imports libcst
SCRIPT = """
import json, sys
from flake8.main import application
from flake8.plugins import finder
find = finder._find_importlib_plugins
finder._find_importlib_plugins = lambda: (found for found in find() if found.package != "flake8-async")
app = application.Application()
app.run(json.loads(sys.argv[1]))
print(sorted({"libcst", "msgspec"} & set(sys.modules)), file=sys.stderr)
"""


def test_a_warm_run_imports_neither_libcst_nor_msgspec(root, tmp_path):
    (tmp_path / "flake8.ini").write_text(f"[flake8]\nasyncsafe-cache-dir = {tmp_path / 'cache'}\nselect = ASF\n")
    arguments = ["--config", str(tmp_path / "flake8.ini"), "-j1", *MAINS]
    outcomes = []
    for _ in range(2):
        child = subprocess.run(
            [sys.executable, "-c", SCRIPT, json.dumps(arguments)],
            cwd=root,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        assert "Traceback" not in child.stderr, child.stderr
        outcomes.append((child.stdout, child.stderr.strip()))
    (cold, heavy), (warm, light) = outcomes
    assert cold.count("ASF120") == len(BLOCKS)
    assert warm == cold
    assert heavy == "['libcst', 'msgspec']"
    assert light == "[]"


def test_flake8_says_the_same_whatever_its_workers_and_its_cache(root, tmp_path):
    """One process lints ahead, several do not; a cache may be cold, warm, or switched off."""
    said = set()
    common = ["-m", "flake8", "--isolated", "--select=ASF", f"--asyncsafe-cache-dir={tmp_path / 'cache'}"]
    for arguments in (["-j1"], ["-j1"], ["-j2"], ["-j2", "--asyncsafe-no-cache"]):
        child = subprocess.run(
            [sys.executable, *common, *arguments, "big/diamond", *MAINS],
            cwd=root,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        assert not child.stderr
        said.add("\n".join(sorted(child.stdout.splitlines())))
    assert len(said) == 1
    assert said.pop().count("ASF120") == len(BLOCKS)
