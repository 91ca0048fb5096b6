"""Stale reads: which writes act on what was read before a suspension."""

from __future__ import annotations

import textwrap

import pytest
from models import function, model


def stale(body: str, head: str = "async def f(self, key):") -> set[str]:
    """How the writes of a method are stale: ``line of the write: how, path, line of the read, line of the wait``."""
    source = (
        "import asyncio\ncounter = 0\ntable = {}\nclass Box:\n    total = 0\n    def __init__(self):\n"
        "        self.n = 0\n        self.items = {}\n        self.conn = None\n        self.lock = asyncio.Lock()\n"
    )
    start = source.count("\n") + 1
    module = model(
        source + textwrap.indent(f"{head}\n" + textwrap.indent(textwrap.dedent(body).strip("\n"), "    "), "    ")
    )
    name = head.removeprefix("async ").removeprefix("def ").partition("(")[0]

    def at(op) -> int:
        return module.line(op.node) - start

    found = set()
    for each in module.stale.stale_writes(function(module, f"Box.{name}")):
        path = ".".join(map(str, each.path.steps)) or str(each.path.root[-1]).removeprefix("snippet.")
        found.add(f"{at(each.write)}: {each.how} {path} {at(each.read)} {at(each.suspension)}")
    return found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("self.n += await g()", {"1: value n 1 1"}, id="augmented reads first"),
        pytest.param("self.n = self.n + await g()", {"1: value n 1 1"}, id="read, then await"),
        pytest.param("self.n = await g() + self.n", set(), id="await, then read"),
        pytest.param("self.n += 1\nawait g()\nself.n -= 1", set(), id="each read anew"),
        pytest.param("n = self.n\nawait g()\nself.n = n + 1", {"3: value n 1 2"}, id="by a local"),
        pytest.param("n = self.n\nm = n + 1\nawait g()\nself.n = m", {"4: value n 1 3"}, id="by two locals"),
        pytest.param("n = self.n\nn += 1\nawait g()\nself.n = n", {"4: value n 1 3"}, id="augmented local"),
        pytest.param("n = self.n\nawait g()\nn = 5\nself.n = n", set(), id="local bound anew"),
        pytest.param("n = self.n\nawait g()\nself.n\nself.n = n + 1", set(), id="read again"),
        pytest.param("n = self.n\nawait g()\nself.n\nawait g()\nself.n = n", {"5: value n 1 4"}, id="and stale again"),
        pytest.param("a, b = self.n, 1\nawait g()\nself.n = b", set(), id="another of several targets"),
        pytest.param("a, b = 1, self.n\nawait g()\nself.n = b", {"3: value n 1 2"}, id="one of several targets"),
        pytest.param("a, b = f(self.n, 1), 2\nawait g()\n(a, b), c = self.n\nself.n = b", set(), id="unpacked anew"),
        pytest.param("a, b = self.n, 1\nawait g()\nself.n = a", {"3: value n 1 2"}, id="bound in its place"),
        pytest.param("a, b = self.n, 1\nawait g()\nself.n = b", set(), id="bound in another place"),
        pytest.param("a, b = *self.n, 1\nawait g()\nself.n = b", {"3: value n 1 2"}, id="unpacked together"),
        pytest.param("x = await g(self.n)\nself.n = x", set(), id="a call makes something new"),
        pytest.param(
            "if (n := self.n) > 1:\n    await g()\n    self.n = n", {"3: value n 1 2", "3: guard n 1 2"}, id="walrus"
        ),
        pytest.param("n = self.n\nawait g()\nself.other = n", set(), id="another attribute"),
        pytest.param("n = self.n\nself.n = n + 1", set(), id="no await"),
        pytest.param(
            "n = self.n\nlambda: self.n\nawait g()\nself.n = n", {"4: value n 1 3"}, id="a lambda reads later"
        ),
    ],
)
def test_values(body, expected):
    assert stale(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("if self.conn is None:\n    self.conn = await g()", {"2: guard conn 1 2"}, id="lazy"),
        pytest.param(
            "if self.conn is None:\n    c = await g()\n    if self.conn is None:\n        self.conn = c",
            set(),
            id="again",
        ),
        pytest.param("if self.conn:\n    return\nawait g()\nself.conn = 1", {"4: guard conn 1 3"}, id="early return"),
        pytest.param("if self.conn:\n    raise E\nawait g()\nself.conn = 1", {"4: guard conn 1 3"}, id="early raise"),
        pytest.param("if self.conn:\n    pass\nawait g()\nself.conn = 1", set(), id="both arms go on"),
        pytest.param(
            "if self.conn:\n    x = 1\nelse:\n    x = 2\nawait g()\nself.conn = 1", set(), id="both arms, else"
        ),
        pytest.param("assert not self.conn\nself.conn = await g()", {"2: guard conn 1 2"}, id="assert"),
        pytest.param(
            "if not self.conn:\n    self.conn = 1\n    await g()\n    self.conn = 2", set(), id="claimed first"
        ),
        pytest.param("c = self.conn\nif c is None:\n    self.conn = await g()", {"3: guard conn 1 3"}, id="by a local"),
        pytest.param("if await g(self.conn):\n    self.conn = 1", {"2: guard conn 1 1"}, id="await in the test"),
        pytest.param(
            "if key:\n    if not self.conn:\n        await g()\n    self.conn = 1", set(), id="nested, joined"
        ),
        pytest.param(
            "if key:\n    if not self.conn:\n        await g()\n        self.conn = 1",
            {"4: guard conn 2 3"},
            id="nested",
        ),
        pytest.param("if not self.conn and key:\n    self.conn = await g()", {"2: guard conn 1 2"}, id="and"),
        pytest.param(
            "match self.conn:\n    case None:\n        self.conn = await g()", {"3: guard conn 1 3"}, id="match"
        ),
        pytest.param("match self.conn:\n    case None:\n        pass\nself.conn = await g()", set(), id="after match"),
        pytest.param("self.conn = self.conn or await g()", {"1: value conn 1 1"}, id="or"),
        pytest.param("self.conn = self.conn if self.conn else await g()", {"1: value conn 1 1"}, id="ternary"),
        pytest.param("while self.conn:\n    await g()\nself.conn = 1", set(), id="while tests again"),
        pytest.param("while not self.conn:\n    self.conn = await g()", {"2: guard conn 1 2"}, id="while body"),
        pytest.param(
            "while True:\n    if self.conn:\n        break\n    await g()\nself.conn = 1", set(), id="break when true"
        ),
        pytest.param(
            "while True:\n    if self.conn:\n        break\n    await g()\n    self.conn = 1",
            {"5: guard conn 2 4"},
            id="in a loop",
        ),
    ],
)
def test_guards(body, expected):
    assert stale(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("n = self.n\nfor x in key:\n    await g()\n    self.n = n", {"4: value n 1 3"}, id="for"),
        pytest.param(
            "n = self.n\nfor x in key:\n    self.n = n\n    await g()", {"3: value n 1 4"}, id="the turn before"
        ),
        pytest.param("for x in key:\n    n = self.n\n    self.n = n + 1\n    await g()", set(), id="read each turn"),
        pytest.param("n = self.n\nasync for x in key:\n    pass\nself.n = n", {"4: value n 1 2"}, id="async for"),
        pytest.param("n = self.n\nasync with key:\n    self.n = n", {"3: value n 1 2"}, id="async with: enter"),
        pytest.param("async with key:\n    n = self.n\nself.n = n", {"3: value n 2 1"}, id="async with: exit"),
        pytest.param("n = self.n\n[await g(x) for x in key]\nself.n = n", {"3: value n 1 2"}, id="comprehension"),
        pytest.param("n = self.n\ny = (await g(x) for x in key)\nself.n = n", set(), id="generator expression"),
        pytest.param("n = self.n\nyield n\nself.n = n", {"3: value n 1 2"}, id="yield"),
        pytest.param("n = self.n\ntry:\n    await g()\nfinally:\n    self.n = n", {"5: value n 1 3"}, id="finally"),
        pytest.param(
            "n = self.n\ntry:\n    h()\n    await g()\nexcept E:\n    self.n = n", {"6: value n 1 4"}, id="handler"
        ),
        pytest.param("n = self.n\ntry:\n    h()\nexcept E:\n    self.n = n\n    await g()", set(), id="handler before"),
        pytest.param(
            "n = self.n\ntry:\n    await g()\n    return\nexcept E:\n    raise\nself.n = n", set(), id="unreachable"
        ),
        pytest.param(
            "a = b = c = 0\nfor x in key:\n    self.n = c\n    c = b\n    b = a\n    a = self.n\n    await g()",
            {"3: value n 6 7"},
            id="to a fixed point",
        ),
    ],
)
def test_paths_through_statements(body, expected):
    assert stale(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "if key not in self.items:\n    self.items[key] = await g()", {"2: guard items.[key] 1 2"}, id="membership"
        ),
        pytest.param(
            "x = self.items.get(key)\nif x is None:\n    x = await g()\n    self.items[key] = x",
            {"4: guard items.[key] 1 3"},
            id="get",
        ),
        pytest.param("x = await g()\nif key not in self.items:\n    self.items[key] = x", set(), id="asked after"),
        pytest.param("self.items[key] += await g()", {"1: value items.[key] 1 1"}, id="augmented element"),
        pytest.param("self.items[key] = self.items['a'] + await g()", set(), id="another element"),
        pytest.param("i = self.items\ni[key] += await g()", {"2: value items.[key] 2 2"}, id="alias"),
        pytest.param(
            "if self.items[key]:\n    await g()\n    del self.items[key]", {"3: guard items.[key] 1 2"}, id="del"
        ),
        pytest.param("if key in self.items:\n    await g()\n    self.items[key].x = 1", set(), id="of the element"),
        pytest.param("global counter\ncounter += await g()", {"2: value counter 2 2"}, id="global"),
        pytest.param("if key not in table:\n    table[key] = await g()", {"2: guard [key] 1 2"}, id="global container"),
        pytest.param("Box.total += await g()", {"1: value total 1 1"}, id="class"),
        pytest.param("n = self.a.b\nawait g()\nself.a.b = n", {"3: value a.b 1 2"}, id="longer path"),
        pytest.param("n = 1\nn += await g()", set(), id="local"),
        pytest.param("key.n += await g()", set(), id="of a parameter"),
    ],
)
def test_what_is_shared(body, expected):
    assert stale(body) == expected


def test_variables_of_enclosing_functions():
    module = model(
        """
        def outer():
            n = 0
            async def inner():
                nonlocal n
                n += await g()
            async def reader():
                m = n
                await g()
                return m
            return inner
        """
    )
    (found,) = module.stale.stale_writes(function(module, "outer.<locals>.inner"))
    assert (found.how, found.path.root[2]) == ("value", "n")
    assert module.stale.stale_writes(function(module, "outer.<locals>.reader")) == ()


@pytest.mark.parametrize(
    ("body", "at_read", "at_write", "spanning"),
    [
        ("async with self.lock:\n    self.n += await g()", 1, 1, 1),
        ("async with self.lock:\n    n = self.n\n    await g()\nself.n = n", 1, 0, 0),
        ("async with self.lock:\n    n = self.n\nasync with self.lock:\n    self.n = n", 1, 1, 0),
        ("n = self.n\nasync with self.lock:\n    self.n = n", 0, 1, 0),
        ("await self.lock.acquire()\ntry:\n    self.n += await g()\nfinally:\n    self.lock.release()", 1, 1, 1),
        ("for x in y:\n    async with self.lock:\n        if x:\n            self.n = n\n        n = self.n", 1, 1, 0),
    ],
)
def test_locks(body, at_read, at_write, spanning):
    source = (
        "import asyncio\nclass Box:\n    def __init__(self):\n        self.lock = asyncio.Lock()\n        self.n = 0\n"
        "    async def f(self, y, n):\n"
    )
    module = model(source + textwrap.indent(body, "        "))
    found = module.stale.stale_writes(function(module, "Box.f"))[0]
    assert (len(found.held_at_read.may), len(found.held_at_write.may), len(found.spanning)) == (
        at_read,
        at_write,
        spanning,
    )


def test_plain_functions_have_none():
    assert stale("self.n += g()", head="def f(self, key):") == set()


def test_it_is_asked_once():
    module = model("class C:\n    async def f(self):\n        self.n += await g()\n")
    method = function(module, "C.f")
    assert module.stale.stale_writes(method) is module.stale.stale_writes(method)
    assert module.stale.stale_writes(module.functions[0]) == ()


def test_nesting_costs_no_more_than_its_size():
    depth = 20  # CPython's own limit
    lines = ["async def f(self):", "    n = self.n"]
    lines += ["    " * level + ("try:" if level % 2 else f"for x{level} in y:") for level in range(1, depth)]
    lines.append("    " * depth + "self.n = n; await g()")
    for level in range(depth - 1, 0, -2):
        lines += ["    " * level + "finally:", "    " * level + "    self.n = await g(self.n)"]
    module = model("class C:\n" + textwrap.indent("\n".join(lines), "  "))
    assert module.stale.stale_writes(function(module, "C.f"))


def test_nested_finals_cost_no_more_than_their_size():
    lines = ["async def f(self):"]
    for level in range(1, 40):
        body = f"    a{level} = self.n; await g()"
        lines += ["    " * level + "try:", "    " * level + body, "    " * level + "finally:"]
    lines.append("    " * 40 + "self.n = a1 + 1")
    module = model("class C:\n" + textwrap.indent("\n".join(lines), "  "))
    assert module.stale.stale_writes(function(module, "C.f"))
