"""The same words whoever asks first: for files in any order, in one process or in many."""

from __future__ import annotations

import itertools

from runs import Run, check, codes, files_of, write

DIAMOND = """
# file: pkg/__init__.py
# file: pkg/one.py
import time
def first():
    time.sleep(1)
# file: pkg/two.py
import time
def second():
    time.sleep(2)
# file: pkg/mid.py
from pkg.one import first
from pkg.two import second
def both():
    first()
    second()
def turned():
    second()
    first()
# file: pkg/a.py
from pkg.mid import both, turned
async def main():
    both()  # expect: ASF120
    turned()  # expect: ASF120
# file: pkg/b.py
from pkg.two import second
async def main():
    second()  # expect: ASF120
# file: pkg/c.py
from pkg.one import first
async def main():
    first()  # expect: ASF120
"""


def test_of_chains_of_one_length_the_first_is_told(tmp_path):
    told = check(tmp_path, DIAMOND)
    both, turned = (message for _, _, message in told["pkg/a.py"])
    assert "one.py:3" in both
    assert "two.py:3" in turned
    names = ["pkg/a.py", "pkg/b.py", "pkg/c.py"]
    for order in itertools.permutations(names):
        for ahead in (False, True):
            assert Run(tmp_path, ahead=ahead).all(order) == {name: told[name] for name in names}, order


def chain(length: int, what: str) -> dict[str, str]:
    """Modules of which each takes ``x`` from the next; the last one defines it."""
    files = {"pkg/__init__.py": ""}
    for number in range(length):
        files[f"pkg/m{number}.py"] = f"from pkg.m{number + 1} import x\nasync def main():\n    x.load()\n"
    files[f"pkg/m{length}.py"] = what
    return files


LONG = "import time\nclass X:\n    def load(self):\n        time.sleep(1)\nx = X()\n"


def test_a_long_way_is_gone_whoever_starts(tmp_path):
    """From either end: neither may profit from what the other has found out."""
    files = chain(60, LONG)
    write(tmp_path, files)
    names = list(files)
    forwards = Run(tmp_path).all(names)
    assert Run(tmp_path).all(names[::-1]) == forwards
    assert Run(tmp_path, ahead=True).all(names[::-1]) == forwards
    assert Run(tmp_path).lint("pkg/m0.py") == forwards["pkg/m0.py"]
    assert all(len(forwards[f"pkg/m{number}.py"]) == 1 for number in range(60))


def test_a_long_way_through_objects(tmp_path):
    """Each module gets its object out of one of the next: no plain names that could be followed one by one."""
    length = 30
    files = {"pkg/__init__.py": "", f"pkg/m{length}.py": LONG}
    for number in range(length):
        files[f"pkg/m{number}.py"] = (
            f"from pkg.m{number + 1} import x as inner\n"
            "def give():\n    return inner\n"
            "x = give()\n"
            "def use():\n    x.load()\n"
            "async def main():\n    x.load()\n    use()\n"
        )
    write(tmp_path, files)
    names = [name for name in files if name != "pkg/__init__.py"]
    alone = {name: Run(tmp_path).lint(name) for name in names}
    assert Run(tmp_path).all(names) == alone
    assert Run(tmp_path).all(names[::-1]) == alone
    assert Run(tmp_path, ahead=True).all(names) == alone
    assert len(alone[f"pkg/m{length - 1}.py"]) == 2


def test_a_module_that_appears(tmp_path):
    files = files_of("""
# file: main.py
from helper import load
async def main():
    load()
# file: other.py
from space import helper
async def main():
    helper.load()
""")
    write(tmp_path, files)
    cache = tmp_path / ".cache"
    assert Run(tmp_path, cache).all(files) == {"main.py": [], "other.py": []}
    text = "import time\ndef load():\n    time.sleep(1)\n"
    write(tmp_path, {"helper.py": text, "space/helper.py": text})
    found = {"main.py": [(3, "ASF120")], "other.py": [(3, "ASF120")]}
    assert codes(Run(tmp_path).all(files)) == found
    assert codes(Run(tmp_path, cache).all(files)) == found
    (tmp_path / "helper.py").unlink()
    (tmp_path / "space" / "helper.py").unlink()
    assert Run(tmp_path, cache).all(files) == {"main.py": [], "other.py": []}


def test_a_module_of_nearer_name_appears(tmp_path):
    """``pkg.low.load`` may become a module; a package may get the name of a module."""
    files = files_of("""
# file: pkg/__init__.py
# file: pkg/low.py
def load():
    return 1
# file: pkg/main.py
from pkg import low
async def main():
    low.load()
""")
    write(tmp_path, files)
    cache = tmp_path / ".cache"
    assert Run(tmp_path, cache).lint("pkg/main.py") == []
    write(tmp_path, {"pkg/low/__init__.py": "import time\ndef load():\n    time.sleep(1)\n"})
    assert codes({"": Run(tmp_path, cache).lint("pkg/main.py")}) == {"": [(3, "ASF120")]}
    write(tmp_path, {"pkg/__init__.py": "class low:\n    @staticmethod\n    def load():\n        return 1\n"})
    assert Run(tmp_path, cache).lint("pkg/main.py") == Run(tmp_path).lint("pkg/main.py") == []


def test_equal_files_of_two_projects(tmp_path):
    """One process lints both; equal texts of equal names, but what they import differs."""
    main = "from helper import load\nasync def main():\n    load()\n"
    write(
        tmp_path,
        {
            "one/main.py": main,
            "one/helper.py": "import time\ndef load():\n    time.sleep(1)\nasync def main():\n    return 1\n",
            "one/user.py": "import main, helper\nasync def user():\n    await main.main()\n",
            "two/main.py": main,
            "two/helper.py": "def load():\n    return 1\n",
        },
    )
    for ahead, cache in itertools.product((False, True), (None, tmp_path / ".cache")):
        run = Run(tmp_path, cache, ahead=ahead)
        run.lint("one/user.py")
        assert run.lint("two/main.py") == []
        assert codes({"": run.lint("one/main.py")}) == {"": [(3, "ASF120")]}
        assert run.lint("two/main.py") == []


def test_what_is_kept_is_of_the_settings(tmp_path):
    write(
        tmp_path,
        {
            "helper.py": "import other\ndef load():\n    other.work()\n",
            "main.py": "from helper import load\nasync def main():\n    load()\n",
        },
    )
    from flake8_asyncsafe.settings import parse_settings

    patterns = parse_settings({}).blocking_calls
    assert not patterns
    cache = tmp_path / ".cache"
    assert Run(tmp_path, cache).lint("main.py") == []
    from flake8_asyncsafe.settings import Pattern

    run = Run(tmp_path, cache, blocking_calls=(Pattern("other.work", ""),))
    assert codes({"": run.lint("main.py")}) == {"": [(3, "ASF120")]}
    assert Run(tmp_path, cache).lint("main.py") == []


def test_a_text_that_is_not_the_one_on_disk(tmp_path):
    """An editor lints what has not been saved: others still see the file."""
    write(
        tmp_path,
        {
            "helper.py": "def load():\n    return 1\nasync def own():\n    load()\n",
            "main.py": "import helper\nasync def main():\n    helper.load()\n",
        },
    )
    cache = tmp_path / ".cache"
    run = Run(tmp_path, cache)
    unsaved = "import time\ndef load():\n    time.sleep(1)\nasync def own():\n    load()\n"
    told = run.lint_text("helper.py", unsaved)
    assert codes({"": told}) == {"": [(5, "ASF120")]}
    assert run.lint("main.py") == []
    assert Run(tmp_path, cache).lint("main.py") == []
    assert Run(tmp_path, cache).lint("helper.py") == []
