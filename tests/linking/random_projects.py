"""Random projects of few names, so that nearly everything refers to something, and random edits of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

#: where modules may be; the packages' own come first
PLACES = (
    "pkg/__init__.py",
    "pkg/sub/__init__.py",
    "pkg/a.py",
    "pkg/b.py",
    "pkg/c.py",
    "pkg/sub/a.py",
    "pkg/sub/d.py",
    "tool.py",
    "pkg/a/__init__.py",
    "pkg/f0.py",
    "helper.py",
)
_MODULES = ("pkg", "pkg", "pkg.a", "pkg.a", "pkg.b", "pkg.c", "pkg.sub", "pkg.sub.a", "tool", "helper", "pkg.f0")
_DOTTED = (".", "..", ".a", ".b", ".sub", "..a", ".d", ".sub.a")
_HEAD = "import asyncio, time, functools\nfrom contextlib import contextmanager, asynccontextmanager\n"

#: {f} {C} {o}: a function, class, object; {n}: any of them; {m}: a module; {r}: relative; {x}: a call
_IMPORTS = (
    "from {m} import {n}",
    "from {m} import {n}",
    "from {m} import {n}, {n}",
    "from {m} import {n} as {n}",
    "from {m} import *",
    "from {r} import {n}",
    "from {r} import *",
    "from . import a, b",
    "import {m}",
    "import {m} as o0",
    "try:\n    from {m} import {n}\nexcept ImportError:\n    from {m} import {n}",
    "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from {m} import {C}",
    '__all__ = ["{n}", "{n}"]',
)
_CALLS = (
    "{f}()",
    "{f}()",
    "{f}()",
    "{f}({f})",
    "{f}(wait={b})",
    "{f}().{k}()",
    "{C}()",
    "{C}().{k}()",
    "{o}.{k}()",
    "{o}.p",
    "{o}()",
    "{o}.inner.{k}()",
    "{m}.{f}()",
    "sorted([], key={f})",
    "list({f}())",
    "time.sleep(1)",
    "print(1)",
    "asyncio.run({f}())",
    "asyncio.create_task({f}())",
    "asyncio.to_thread({f})",
)
_FUNCTIONS = (
    "def {f}():\n    time.sleep(1)",
    "def {f}():\n    return 1",
    "def {f}():\n    return {x}",
    "def {f}():\n    {x}\n    {x}",
    "def {f}(wait={b}):\n    if wait:\n        {x}\n    return None",
    "def {f}(wait={b}):\n    return {f}(wait)",
    "def {f}(call):\n    return call()",
    "def {f}(given: {C}):\n    given.{k}()",
    "def {f}() -> {C}:\n    return table[0]",
    "def {f}():\n    return {C}()",
    "def {f}():\n    yield 1\n    {x}",
    "def {f}():\n    for _ in {f}():\n        pass",
    "def {f}():\n    with {f}():\n        {x}",
    "@contextmanager\ndef {f}():\n    {x}\n    yield {C}()",
    "@{f}\ndef {f}():\n    {x}",
    "def {f}(given):\n    @functools.wraps(given)\n    def wrapper(*args):\n        return {x}\n    return wrapper",
    "async def {f}():\n    {x}\n    await {f}()\n    return {C}()",
    "async def {f}():\n    {x}\n    with {f}() as one:\n        one.{k}()",
    "async def {f}(given: {C}):\n    given.{k}()\n    print(given.p)\n    {x}",
    "async def {f}():\n    from {m} import {n}\n    {x}\n    {x}",
    "async def {f}():\n    await {f}()\n    for _ in {f}():\n        {x}",
    "async def {f}():\n    asyncio.get_running_loop().call_soon({f})\n    {x}",
    "{f} = functools.partial({f})",
    "{f} = {f}",
    "{f} = {m}.{f}",
    "{o} = {C}()",
    "{o} = {f}()",
)
_METHODS = (
    "def {k}(self):\n        time.sleep(1)",
    "def {k}(self):\n        return self.{k}()",
    "def {k}(self):\n        return {x}",
    "def {k}(self):\n        return super().{k}()",
    "def {k}(self):\n        return self",
    "async def {k}(self):\n        self.{k}()\n        {x}",
    "@property\n    def p(self):\n        return {x}",
    "def __init__(self):\n        self.inner = {C}()",
    "def __init__(self, inner: {C} = None):\n        super().__init__()\n        self.inner = inner",
    "def __call__(self):\n        {x}",
    "def __enter__(self):\n        return {x}",
    "def __exit__(self, *exc):\n        {x}",
    "def __iter__(self):\n        return {x}",
    "def __getattr__(self, name):\n        {x}",
    "{k} = {f}",
)
_POOLS = {
    "f": ("f0", "f1", "f2", "f3"),
    "C": ("C0", "C1"),
    "o": ("o0", "o1"),
    "k": ("k0", "k1"),
    "b": ("True", "False"),
    "m": _MODULES,
    "r": _DOTTED,
}
_SLOT = re.compile(r"\{([a-zA-Z])\}")
#: shows what each name means in a module
_PROBE = """\
async def probe():
    f0()
    f1()
    f2(wait=False)
    f3()
    await f0()
    await f1()
    C0()
    C0().k0()
    C0().k1()
    C1().k0()
    C1().p
    o0.k0()
    o1.k1()
    for one in f2():
        one.k0()
    with f3() as two:
        two.k1()
"""


class Maker:
    """Makes texts by throws of ``random``."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def project(self) -> dict[str, str]:
        """The files of a package, and of a module beside it."""
        names = ["pkg/__init__.py", *self._random.sample(PLACES[1:8], self._random.randint(3, 6))]
        return {name: self.module() for name in sorted(names)}

    def module(self) -> str:
        """The text of a module."""
        parts = [self._filled(self._random.choice(_IMPORTS)) for _ in range(self._random.randint(2, 5))]
        parts += [self.definition() for _ in range(self._random.randint(1, 6))]
        return "\n".join([_HEAD, *parts, _PROBE])

    def definition(self) -> str:
        """A function, class or object."""
        if self._random.randint(0, 3):
            return self._filled(self._random.choice(_FUNCTIONS))
        base = self._random.choice(("", "({C})", "({C}, {C})", "({m}.{C})"))
        methods = "\n".join(f"    {self._random.choice(_METHODS)}" for _ in range(self._random.randint(1, 3)))
        return self._filled(f"class {{C}}{base}:\n{methods}")

    def edited(self, files: dict[str, str]) -> dict[str, str]:
        """The files after one edit."""
        files = dict(files)
        name = self._random.choice(sorted(files))
        how = self._random.randint(0, 11)
        if how == 0:
            files[name] = self.module()
        elif how == 1:
            files[self._random.choice(PLACES)] = self.module()
        elif how == 2 and len(files) > 3:
            del files[name]
        elif how == 3:  # moved
            files[self._random.choice(PLACES)] = files.pop(name)
        elif how == 4 and not name.endswith("__init__.py"):  # a module becomes a package
            files[name.removesuffix(".py") + "/__init__.py"] = files.pop(name)
        elif how == 5:
            files[name] = self._filled(f"{self._random.choice(_IMPORTS)}\n") + files[name]
        elif how == 6:
            files[name] += self.definition() + "\n"
        elif how == 7:  # a definition goes
            parts = re.split(r"\n(?=\S)", files[name])
            del parts[self._random.randrange(len(parts))]
            files[name] = "\n".join(parts) + "\n"
        elif how in {8, 9, 10}:  # what blocked no longer does, or the other way round
            old, new = self._random.choice(
                (("time.sleep(1)", "print(1)"), ("print(1)", "time.sleep(1)"), ("f0(", "f1("))
            )
            files[name] = files[name].replace(old, new)
        else:  # a name changes everywhere in one file
            kind = self._random.choice("fCk")
            old, new = (self._random.choice(_POOLS[kind]) for _ in "ab")
            files[name] = re.sub(rf"\b{old}\b", new, files[name])
        return files

    def one_of(self, what: list[str]) -> str:
        """One of several."""
        return self._random.choice(what)

    def shuffled(self, names: list[str]) -> list[str]:
        """The names in another order."""
        names = list(names)
        self._random.shuffle(names)
        return names

    def _filled(self, template: str) -> str:
        def fill(match: re.Match[str]) -> str:
            slot = match[1]
            if slot == "n":
                slot = self._random.choice("ffffCCo")
            if slot == "x":
                return self._filled(self._random.choice(_CALLS))
            return self._random.choice(_POOLS[slot])

        return _SLOT.sub(fill, template)
