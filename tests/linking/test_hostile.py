"""Projects that nobody writes: nothing raises, nothing hangs, and no file is said to be beyond analysis."""

from __future__ import annotations

import os

import pytest
from runs import Run, check, codes, write

MAIN = "from pkg.low import load\nasync def main():\n    load()\n"
LOW = "import time\ndef load():\n    time.sleep(1)\n"
POSIX = pytest.mark.skipif(os.name != "posix", reason="links and modes are those of POSIX")


def told(root, name="main.py", **options):
    """(line, code) of the reports in a file; none says that it could not be analysed."""
    found = codes({"": Run(root, **options).lint(name)})[""]
    assert all(code != "ASF000" for _, code in found)
    return found


@pytest.mark.parametrize(
    "low",
    [
        b"",
        b"\x00",
        LOW.encode() + b"\x00",
        b"def load(:\n    pass\n",
        b"\xff\xfe\xfa",
        b"# coding: no-such-codec\n" + LOW.encode(),
        b"# coding: utf-8\n# \xe9\n" + LOW.encode(),
        b"\xef\xbb\xbf# coding: latin-1\n" + LOW.encode(),
        b"(" * 3000,
        b"x = " + b"-" * 50_000 + b"1\n",
        b"import time\nload = " + b"(" * 150 + b"1" + b")" * 150 + b"\n",
        b"load = " + b" + ".join([b"load"] * 5000) + b"\n",
        b"if 1:\n" + b"".join(b" " * at + b"if 1:\n" for at in range(1, 95)) + b" " * 95 + b"load = 1\n",
        b"from pkg.low import *\n" * 3000,
        b"from pkg.low import load\n" * 3000,
        b"load = load\nload.load = load\n",
        b"class load(load, load.load):\n    load = load\n    def load(self): return self.load.load()\n",
        b"def load(): return load()()()()\n",
        b"def load(x=load()): yield from load(load(x))\n",
        b"async def load(): return await load()\n",
        b"@load\ndef load(load): return load(load)\n",
        b"load = lambda: load\n",
        b"__all__ = __all__ + ['load']\n",
        b"del load\nglobal load\n",
    ],
    ids=range(24),
)
def test_a_module_that_says_nothing_sensible(tmp_path, low):
    write(tmp_path, {"pkg/__init__.py": "", "main.py": MAIN, "star.py": "from pkg.low import *\n" + MAIN})
    (tmp_path / "pkg" / "low.py").write_bytes(low)
    told(tmp_path)
    told(tmp_path, "star.py")


@pytest.mark.parametrize(
    "low",
    [
        LOW.encode(),
        b"\xef\xbb\xbf" + LOW.encode(),
        LOW.replace("\n", "\r\n").encode(),
        LOW.replace("\n", "\r").encode(),
        b"# coding: latin-1\n# \xe9\n" + LOW.encode(),
        b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n# \x80\n" + LOW.encode(),
    ],
    ids=["plain", "BOM", "CRLF", "CR", "latin-1", "cp1252"],
)
def test_each_encoding_that_python_reads(tmp_path, low):
    write(tmp_path, {"pkg/__init__.py": "", "main.py": MAIN})
    (tmp_path / "pkg" / "low.py").write_bytes(low)
    assert told(tmp_path) == [(3, "ASF120")]
    assert told(tmp_path, cache=tmp_path / ".cache") == [(3, "ASF120")]


def test_a_huge_module_is_not_read(tmp_path):
    write(tmp_path, {"pkg/__init__.py": "", "main.py": MAIN, "pkg/low.py": LOW + "# " + "x" * 3_000_000 + "\n"})
    assert told(tmp_path) == []


def test_a_large_table_is_not_looked_into(tmp_path):
    rows = "".join(f"    {number}: 'text {number}',\n" for number in range(30_000))
    write(tmp_path, {"pkg/__init__.py": "", "main.py": MAIN, "pkg/low.py": f"load = {{\n{rows}}}\n"})
    assert told(tmp_path) == []


def test_directories_in_place_of_modules(tmp_path):
    write(tmp_path, {"pkg/__init__.py": "", "main.py": MAIN, "pkg/low.py/deeper.py": LOW, "star.py": MAIN})
    (tmp_path / "pkg" / "sub" / "__init__.py").mkdir(parents=True)
    write(tmp_path, {"sub.py": "import pkg.sub\nasync def main():\n    pkg.sub.load()\n"})
    assert told(tmp_path) == told(tmp_path, "sub.py") == []


@POSIX
def test_links(tmp_path):
    write(tmp_path, {"pkg/__init__.py": "", "main.py": MAIN, "pkg/real.py": LOW})
    package = tmp_path / "pkg"
    (package / "low.py").symlink_to("low.py")
    assert told(tmp_path) == []
    (package / "low.py").unlink()
    (package / "low.py").symlink_to("nowhere.py")
    assert told(tmp_path) == []
    (package / "low.py").unlink()
    (package / "low.py").symlink_to("real.py")
    assert told(tmp_path) == [(3, "ASF120")]
    (package / "again").symlink_to(".")
    write(tmp_path, {"deep.py": MAIN.replace("pkg.low", "pkg" + ".again" * 80 + ".low")})
    told(tmp_path, "deep.py")
    write(tmp_path, {"less.py": MAIN.replace("pkg.low", "pkg" + ".again" * 8 + ".low")})
    assert told(tmp_path, "less.py") == [(3, "ASF120")]


@POSIX
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may read everything")
def test_a_module_that_may_not_be_read(tmp_path):
    write(tmp_path, {"pkg/__init__.py": "", "main.py": MAIN, "pkg/low.py": LOW})
    (tmp_path / "pkg" / "low.py").chmod(0)
    assert told(tmp_path) == []


@POSIX
def test_a_pipe_in_place_of_a_module(tmp_path):
    write(tmp_path, {"pkg/__init__.py": "", "main.py": MAIN})
    os.mkfifo(tmp_path / "pkg" / "low.py")
    assert told(tmp_path) == []


def test_a_module_that_goes_while_it_is_looked_at(tmp_path, monkeypatch):
    from flake8_asyncsafe.project import sources

    write(tmp_path, {"pkg/__init__.py": "", "main.py": MAIN, "pkg/low.py": LOW})
    monkeypatch.setattr(sources, "_bytes", lambda path: None)
    assert told(tmp_path) == []
    assert told(tmp_path, cache=tmp_path / ".cache") == []


RINGS = {
    "names of each other": """
# file: pkg/__init__.py
# file: pkg/a.py
from pkg.b import x, y
from pkg.b import *
# file: pkg/b.py
from pkg.a import x, y
from pkg.a import *
# file: pkg/main.py
from pkg.a import x
from pkg.b import y
from pkg.a import z
async def main():
    x()
    y.load()
    z()
""",
    "names of each other, turned": """
# file: pkg/__init__.py
# file: pkg/a.py
from pkg.b import x as y, y as x
# file: pkg/b.py
from pkg.a import x as y, y as x
# file: pkg/main.py
from pkg.a import x, y
async def main():
    x()
    y()
""",
    "attributes that grow": """
# file: pkg/__init__.py
# file: pkg/a.py
from pkg.b import x
y = x.a
# file: pkg/b.py
from pkg.a import y
x = y.b
# file: pkg/main.py
from pkg.a import y
async def main():
    y()
    y.c.d()
""",
    "names that grow": """
# file: pkg/__init__.py
# file: pkg/a.py
import pkg.b.x as y
# file: pkg/b.py
import pkg.a.y.z as x
# file: pkg/main.py
from pkg.a import y
async def main():
    y()
""",
    "a package that takes all from itself": """
# file: pkg/__init__.py
from . import *
from pkg import *
import pkg
from . import pkg as pkg
# file: pkg/main.py
from pkg import *
import pkg
async def main():
    load()
    pkg.pkg.pkg.load()
    pkg.load()
""",
    "bases over three modules": """
# file: pkg/__init__.py
# file: pkg/a.py
from pkg.b import B
class A(B):
    def a(self):
        self.b()
# file: pkg/b.py
from pkg.c import C
class B(C):
    def b(self):
        self.c()
# file: pkg/c.py
import time
from pkg.a import A
class C(A):
    def c(self):
        time.sleep(1)
        self.a()
# file: pkg/main.py
from pkg.a import A
class Own(A):
    async def go(self):
        self.absent()
        super().absent()
async def main():
    A().absent()
""",
    "a class that is its own base": """
# file: pkg/__init__.py
# file: pkg/a.py
from pkg import a
class A(a.A, a.A.A):
    A = a.A
# file: pkg/main.py
from pkg.a import A
async def main():
    A().load()
    A.A.A().load()
""",
    "a function that returns itself over two modules": """
# file: pkg/__init__.py
# file: pkg/a.py
from pkg import b
def one():
    return b.two
def made():
    return b.given()
# file: pkg/b.py
from pkg import a
def two():
    return a.one
def given():
    return a.made()
# file: pkg/main.py
from pkg.a import made, one
async def main():
    one()()()()
    made()()
    await made()
""",
    "decorators": """
# file: pkg/__init__.py
# file: pkg/a.py
from pkg.b import second
@second
def first(function):
    return function
# file: pkg/b.py
from pkg.c import third
@third
def second(function):
    return function
# file: pkg/c.py
from pkg.a import first
@first
def third(function):
    return function
# file: pkg/main.py
import time
from pkg.a import first
from pkg.c import third
@first
@third
def work():
    return 1
async def main():
    work()
""",
    "generators": """
# file: pkg/__init__.py
# file: pkg/a.py
from pkg.b import two
def one():
    yield from two()
# file: pkg/b.py
from pkg.a import one
def two():
    yield from one()
# file: pkg/main.py
from pkg.a import one
async def main():
    for x in one():
        for y in x:
            y.load()
""",
    "coroutine functions that return their coroutines": """
# file: pkg/__init__.py
# file: pkg/a.py
from pkg import b
async def one():
    return b.two()
async def same():
    return same()
# file: pkg/b.py
from pkg import a
async def two():
    return a.one()
# file: pkg/main.py
from pkg.a import one, same
async def main():
    with one() as first:  # expect: ASF311
        first.load()
    with same() as second:  # expect: ASF311
        second.load()
    async with await one() as third:
        third.load()
    await (await (await same()))
async def own():
    return own()
async def other():
    with own() as fourth:  # expect: ASF311
        fourth.load()
""",
    "objects in each other": """
# file: pkg/__init__.py
# file: pkg/a.py
from pkg.b import B
class A:
    def __init__(self):
        self.b = B()
    def __getattr__(self, name):
        return getattr(self.b, name)
# file: pkg/b.py
from pkg.a import A
class B:
    def __init__(self):
        self.a = A()
    def __getattr__(self, name):
        return getattr(self.a, name)
# file: pkg/main.py
from pkg.a import A
async def main():
    A().b.a.b.a.b.a.load()
    A().x.y
""",
}


@pytest.mark.parametrize("name", RINGS)
def test_rings(tmp_path, name):
    check(tmp_path, RINGS[name])


def test_functions_that_call_each_other_over_50_modules(tmp_path):
    modules, each = 50, 100
    files = {"pkg/__init__.py": "", "main.py": "from pkg.m0 import f0\nasync def main():\n    f0()\n"}
    for module in range(modules):
        onward = f"m{(module + 1) % modules}"
        functions = [f"def f{at}():\n    {onward}.f{at}()\n    f{(at + 1) % each}()\n" for at in range(each)]
        files[f"pkg/m{module}.py"] = f"import time\nfrom pkg import {onward}\n" + "".join(functions)
    write(tmp_path, files)
    assert told(tmp_path) == []
    write(tmp_path, {"pkg/m49.py": files["pkg/m49.py"] + "def f0():\n    time.sleep(1)\n"})
    assert told(tmp_path) == [(3, "ASF120")]


def chain(length: int, module: str, end: str) -> dict[str, str]:
    """Modules ``m0`` to ``m<length>``: each is ``module``, with the next one's name, and the last is ``end``."""
    files = {f"pkg/m{at}.py": module.format(onward=f"pkg.m{at + 1}") for at in range(length)}
    return {"pkg/__init__.py": "", "main.py": MAIN.replace("low", "m0"), **files, f"pkg/m{length}.py": end}


CHAINS = {
    "imports": ("from {onward} import load\n", True),
    "calls": ("from {onward} import load as inner\ndef load():\n    inner()\n", True),
    # deeper than is looked, so unknown
    "bases": ("import {onward} as m\nclass load(m.load):\n    pass\n", False),
    "stars": ("from {onward} import *\n", False),
    "attempts": ("try:\n    from {onward} import load\nexcept ImportError:\n    load = None\n", False),
    "returns": ("from {onward} import load as inner\ndef load():\n    return inner\n", False),
    "results": ("from {onward} import load as inner\nload = inner()\n", False),
}


@pytest.mark.parametrize("name", CHAINS)
@pytest.mark.parametrize("length", [500, pytest.param(10_000, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])
def test_long_chains(tmp_path, name, length):
    """However long, no recursion grows with it; what leads through plain imports and calls is found."""
    module, is_found = CHAINS[name]
    end = "import time\nclass load:\n    def __init__(self):\n        time.sleep(1)\n" if name == "bases" else LOW
    write(tmp_path, chain(length, module, end))
    assert told(tmp_path) == ([(3, "ASF120")] if is_found else [])
