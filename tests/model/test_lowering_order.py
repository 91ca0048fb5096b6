"""Lowering: operations stand in the order in which CPython performs them, and in the structure of the text."""

from __future__ import annotations

import asyncio
import textwrap

import libcst as cst
import pytest
from models import function, model

from flake8_asyncsafe.model.ops import (
    Block,
    Branch,
    Call,
    ClassBody,
    Enter,
    Exit,
    Iterate,
    Jump,
    Loop,
    Op,
    Raise,
    Read,
    Return,
    Suspend,
    Try,
    With,
    Write,
    Yield,
)


class Anything:
    """An object for which every operation is defined."""

    def __call__(self, *_, **__):
        return self

    def __getattr__(self, _):
        return self

    def _same(self, *_):
        return self

    __add__ = __radd__ = __sub__ = __mul__ = __matmul__ = __neg__ = __invert__ = __getitem__ = __iadd__ = _same
    __lt__ = __gt__ = __le__ = __enter__ = _same

    def __setitem__(self, *_):
        pass

    def __delitem__(self, *_):
        pass

    __delattr__ = __delitem__

    def __exit__(self, *_):
        return False

    def __iter__(self):
        return iter((self, self))

    def __bool__(self):
        return True

    def __contains__(self, _):
        return True

    def __format__(self, _):
        return ""

    def keys(self):
        return ()

    def __await__(self):
        yield from ()
        return self

    def __set_name__(self, *_):
        pass

    def __aiter__(self):
        return self._one()

    async def _one(self):
        yield self

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        return False


STRAIGHT = r"""
t(1) + t(2) * t(3)
t(1)(t(2), *t(3), k=t(4), **t(5))
t(1).a.b(t(2)).c
t(1)[t(2)]
t(1)[t(2) : t(3) : t(4), t(5)]
[t(1), *t(2), t(3)]
{t(1): t(2), **t(3), t(4): t(5)}
-t(1) + ~t(2)
t(1) < t(2)
t(1) in t(2)
f"{t(1)} {t(2)!r:>{t(3)}}"
(x := t(1)) + t(2)
t(2) if t(1) else 0
not t(1)
lambda a=t(1), *, b=t(2): t
x = y = t(1)
x, y = t(1), t(2)
t(2).a = t(1)
t(2)[t(3)] = t(1)
t(2).a, t(3)[t(4)] = t(1)
t(2).a = t(3).b = t(1)
t(1)[t(2)] += t(3)
t(1).a += t(2)
x: int = t(1)
del t(1)[t(2)], t(3).a
return t(1)
assert t(1)
raise Stop(t(1)) from t(2, E())
if t(1): t(2)
while t(1): t(2); break
for x in t(1): t(2); break
for t(2).x in t(1): break
with t(1) as x, t(2) as t(3).y: t(4)
with t(1): t(2)
match t(1):\n    case x if t(2): t(3)
try: t(1)\nfinally: t(2)
try: t(1)\nexcept E: pass\nelse: t(2)
try: raise E\nexcept t(1, E): t(2)
@t(1)\n@t(2)\ndef f(a=t(3), /, b=t(4), *c, d=t(5), **e): pass
@t(1)\nclass A(t(2, object), k=t(3)): x = t(4)
[t(2) for x in t(1, [1])]
[t(4) for x in t(1, [1]) if t(2) for y in t(3, [1])]
{t(2): t(3) for x in t(1, [1])}
list(t(2) for x in t(1, [1]))
x = [t(1), t(2)][0](t(3))
t(1) and t(2) and t(3)
t(1) < t(2) < t(3)
print(t(1), end="".join(t(2, "")))
t(1) @ t(2)
global z; z = t(1)
async with t(1) as x, t(2): t(3)
async for x in t(1): t(2); break
x = await t(1) + await t(2)
[await t(2) async for x in t(1)]
t(2)[t(3)], *t(4).b = t(1)
import os; t(1); from os import path; t(2)
(t(1), (yield t(2)), t(3))
"""


class Stop(Exception):  # noqa: N818
    def __init_subclass__(cls, **_):
        pass


@pytest.mark.parametrize("statement", STRAIGHT.split("\n")[1:-1])
def test_order_of_evaluation(statement):
    statement = statement.replace("\\n", "\n")
    body = textwrap.indent(statement, "    ")
    source = f"async def program(t, E):\n{body}\n"
    log = []

    def t(number, value=None):
        log.append(number)
        return Anything() if value is None else value

    space = {"Stop": Stop}
    exec(source.replace("object)", "Base)"), space | {"Base": Base}, space)
    asyncio.run(_drive(space["program"], t))
    module = model(source)
    calls = [each.node for each in module.functions[1].ops if isinstance(each, Call)]
    ours = [node for node in calls if isinstance(node.func, cst.Name) and node.func.value == "t"]
    assert [int(node.args[0].value.value) for node in ours] == log == sorted(log)


class Base:
    def __init_subclass__(cls, **_):
        pass


async def _drive(program, t):
    made = program(t, Stop)
    try:
        if hasattr(made, "__anext__"):
            async for _ in made:
                pass
        else:
            await made
    except Stop:
        pass


# -- structure ---------------------------------------------------------------------------------------------------------


def shape(source: str, name: str = "f") -> str:
    """The structure of a function, in one line."""
    module = model(source)
    return _block(module, function(module, name).body)


def _block(module, block: Block) -> str:
    return "; ".join(part for part in (_item(module, item) for item in block.items) if part)


def _item(module, item) -> str:
    if isinstance(item, Op):
        return _op(module, item)
    if isinstance(item, Branch):
        arms = [f"({_block(module, test)}){{{_block(module, body)}}}" for test, body in item.arms]
        orelse = f"else{{{_block(module, item.orelse)}}}" if item.orelse is not None else ""
        return f"{item.kind}{''.join(arms)}{orelse}"
    if isinstance(item, Loop):
        words = f"{'async ' if item.is_async else ''}{'endless ' if item.endless else ''}{item.kind}"
        orelse = f"else{{{_block(module, item.orelse)}}}" if item.orelse is not None else ""
        return f"{words}({_block(module, item.head)}){{{_block(module, item.body)}}}{orelse}"
    if isinstance(item, Try):
        handlers = "".join(f"except{{{_block(module, each.block)}}}" for each in item.handlers)
        orelse = f"else{{{_block(module, item.orelse)}}}" if item.orelse is not None else ""
        final = f"finally{{{_block(module, item.final)}}}" if item.final is not None else ""
        return f"try{{{_block(module, item.body)}}}{handlers}{orelse}{final}"
    if isinstance(item, With):
        return f"with{{{_block(module, item.body)}}}{{{_block(module, item.exit)}}}"
    assert isinstance(item, ClassBody)
    return f"class{{{_block(module, item.body)}}}"


def _op(module, op: Op) -> str:
    text = module.source(op.node)
    if isinstance(op, Read):
        above = module.parents.get(op.node)
        return "" if isinstance(above, cst.Call) and above.func is op.node else text
    if isinstance(op, Write):
        shown = op.node if isinstance(op.node, cst.BaseExpression) else getattr(op.node, "name", op.node)
        return "" if op.how.startswith("param") else f"{op.how} {module.source(shown)}"
    if isinstance(op, Suspend):
        return f"~{op.how}{' lazy' if op.lazy else ''}"
    words = {Enter: "enter", Exit: "exit", Iterate: "iterate", Yield: "yield", Return: "return", Raise: "raise"}
    if isinstance(op, Jump):
        return "break" if isinstance(op.node, cst.Break) else "continue"
    return words.get(type(op), text)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a and b()", "a; boolean(){b()}"),
        ("a or b() or c()", "a; boolean(){b()}; boolean(){c()}"),
        ("a < b() < c()", "a; b(); boolean(){c()}"),
        ("a() if b() else c()", "ternary(b()){a()}else{c()}"),
        ("a() if b() else c() if d() else e()", "ternary(b()){a()}(d()){c()}else{e()}"),
        ("if a(): b()\nelif c(): d()\nelse: e()", "if(a()){b()}(c()){d()}else{e()}"),
        ("assert a(), b()", "assert(a()){}else{b()}"),
        ("while a(): b()\nelse: c()", "while(a()){b()}else{c()}"),
        ("while True: break", "endless while(True){break}"),
        ("while 1: continue", "endless while(){continue}"),
        ("while 0: pass", "while(){}"),
        ("for x in a(): b()\nelse: c()", "a(); iterate; for(for x){b()}else{c()}"),
        ("for x, (y, *z) in a: pass", "a; iterate; for(for x; for y; for z){}"),
        ("async for x in a(): b()", "a(); iterate; async for(~for; for x){b()}"),
        ("with a() as x, b(): c()", "a(); enter; with{with x; b(); enter; with{c()}{exit}}{exit}"),
        ("async with a() as x: b()", "a(); enter; ~enter; with{with x; b()}{~exit; exit}"),
        (
            "try: a()\nexcept b() as e: c()\nexcept: d()\nelse: e()\nfinally: f()",
            "try{a()}except{b(); except e; c()}except{d()}else{e()}finally{f()}",
        ),
        ("try: a()\nexcept* (B, C): pass", "try{a()}except{B; C}"),
        ("[a(x) for x in b() if c(x)]", "b(); iterate; comprehension(for x){filter(x; c(x)){x; a(x)}}"),
        (
            "{a(x): y for x in b for y in x}",
            "b; iterate; comprehension(for x){x; iterate; comprehension(for y){x; a(x); y}}",
        ),
        ("(await a(x) async for x in b())", "b(); iterate; async generator(~for lazy; for x){x; a(x); ~await lazy}"),
        ("x = [y async for y in b]", "b; iterate; async comprehension(~for; for y){y}; assign x"),
        ("match a():\n  case [x, *y] if b(): c()\n  case _: d()", "a(); match(match x; match y; b()){c()}(){d()}"),
        ("match a:\n  case {'k': B.c, **r}: pass", "a; match(match r; B.c){}"),
        ("match a:\n  case C(1, n=x) | D(): pass", "a; match(match x; C; D){}"),
        ("match a:\n  case (1 | 2) as z: pass", "a; match(match z){}"),
        ("self.n += await g()", "self.n; g(); ~await; aug self.n"),
        ("x: int", "ann x"),
        ("del x, y[0]", "y; del x; del y[0]"),
        ("yield a()", "a(); yield; ~yield"),
        ("return a()", "a(); return"),
        ("raise", "raise"),
        ("import a.b, c as d", "import a.b; import c"),
        ("class A(b()):\n  x = 1\n  def g(self): pass", "b(); class{assign x; def g}; class A"),
        ("@d\ndef g(a=b()): pass", "d; b(); def g"),
        ("x = lambda y=a(): b()", "a(); assign x"),
        ("print(y := a())", "a(); walrus y; print(y := a())"),
        ("[y := a() for x in b]", "b; iterate; comprehension(for x){a(); walrus y}"),
        ("a.b.c[d] = e", "e; a.b.c; d; assign a.b.c[d]"),
    ],
)
def test_structure(body, expected):
    assert shape("async def f(self):\n" + textwrap.indent(body, "    ")) == expected


def test_lambda_and_nested_bodies():
    source = "def f():\n  lambda x: (yield g(x))\n  def inner():\n    return h()\n"
    assert shape(source, "f.<lambda>") == "x; g(x); yield; return"
    assert shape(source, "f.<locals>.inner") == "h(); return"


def test_indices_and_places_agree_with_the_structure():
    module = model("async def f(x):\n  if a() and b(): c(x)\n  [d(y) for y in e() if g(y)]\n  async with h(): pass\n")
    for each in module.functions:
        assert [op.index for op in each.ops] == list(range(len(each.ops)))
        assert all(op.block.items[op.at] is op for op in each.ops)
        assert list(each.body.ops()) == sorted(each.ops, key=lambda op: op.index)
        assert [op for op in each.ops if isinstance(op, Call)] == each.calls
        assert [op for op in each.ops if isinstance(op, Suspend)] == each.suspends


@pytest.mark.parametrize(
    ("source", "name", "is_async", "is_generator"),
    [
        ("def f(): return 1", "f", False, False),
        ("def f(): yield 1", "f", False, True),
        ("async def f(): yield 1", "f", True, True),
        ("async def f(): await g()", "f", True, False),
        ("def f():\n  def g(): yield 1", "f", False, False),
        ("def f(): lambda: (yield)", "f", False, False),
        ("def f(): yield from x", "f", False, True),
        ("class A:\n  async def f(self): pass", "A.f", True, False),
        ("class A:\n  class B:\n    def f(self): pass", "A.B.f", False, False),
        ("def g():\n  class A:\n    def f(self): pass", "g.<locals>.A.f", False, False),
    ],
)
def test_kinds_and_names_of_functions(source, name, is_async, is_generator):
    found = function(model(source), name)
    assert (found.is_async, found.is_generator) == (is_async, is_generator)
    assert found.is_coroutine == (is_async and not is_generator)


@pytest.mark.parametrize(
    ("decorator", "receiver"),
    [("", "self"), ("@property", "self"), ("@classmethod", "self"), ("@staticmethod", None)],
)
def test_receivers(decorator, receiver):
    module = model(f"class A:\n  {decorator}\n  def f(self): pass\n")
    assert function(module, "A.f").receiver == receiver


def test_every_lowered_expression_knows_its_parent():
    source = """
        match f(a):
            case [X.y, {"k": z}] if g(z):
                x = (yield)
        for i, j in h(): print(i if j else k, *m, n=f"{o:{p}}")
        with q() as (r, s[t()]): ...
    """
    module = model("def f():\n" + textwrap.indent(textwrap.dedent(source), "    "))
    for each in module.functions:
        for op in each.ops:
            node = op.node
            for _ in range(60):
                if node is module.lowering.tree:
                    break
                node = module.parents[node]
