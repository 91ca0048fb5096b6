"""Uses: what becomes of the value of an expression."""

from __future__ import annotations

import pytest
from models import call, model


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("await f()", "awaited"),
        ("f()", "dropped"),
        ("(f())", "dropped"),
        ("x = f()", "bound"),
        ("x: int = f()", "bound"),
        ("a.b = c[0] = f()", "bound"),
        ("x += f()", "operand"),
        ("return f()", "returned"),
        ("lambda: f()", "returned"),
        ("yield f()", "yielded"),
        ("yield from f()", "yielded"),
        ("g(f())", "argument"),
        ("g(k=f())", "argument"),
        ("g(*f())", "unpacked"),
        ("g(**f())", "unpacked"),
        ("[*f()]", "unpacked"),
        ("{**f()}", "unpacked"),
        ("f()()", "called"),
        ("f().x", "attribute"),
        ("f()[0]", "subscripted"),
        ("a[f()]", "index"),
        ("a[1:f()]", "index"),
        ("[f()]", "element"),
        ("(1, f())", "element"),
        ("{f(): 1}", "element"),
        ("{1: f()}", "element"),
        ("[f() for x in y]", "element"),
        ("{x: f() for x in y}", "element"),
        ("if f(): pass", "tested"),
        ("while f(): pass", "tested"),
        ("assert f()", "tested"),
        ("not f()", "tested"),
        ("1 if f() else 2", "tested"),
        ("f() and g()", "tested"),
        ("[x for x in y if f()]", "tested"),
        ("match x:\n    case 1 if f(): pass", "tested"),
        ("f() == 1", "compared"),
        ("1 < f()", "compared"),
        ("f() is None", "identity"),
        ("None is not f()", "identity"),
        ("f() + 1", "operand"),
        ("-f()", "operand"),
        ("f'{f()}'", "formatted"),
        ("for x in f(): pass", "iterated"),
        ("[x for x in f()]", "iterated"),
        ("with f(): pass", "context"),
        ("@f()\ndef g(): pass", "decorator"),
        ("def g(x=f()): pass", "default"),
        ("raise f()", "raised"),
        ("del f().x", "attribute"),
        ("x = 1 if y else f()", "bound"),
        ("x = y or f()", "bound"),
        ("(x := f())", "bound"),
        ("y = (x := f())", "bound"),
        ("await (x := f())", "awaited"),
        ("y and f()", "dropped"),
        ("y if z else f()", "dropped"),
        ("await (f() if y else g())", "awaited"),
    ],
)
def test_kinds(code, kind):
    module = model("async def h():\n    " + code.replace("\n", "\n    ") + "\n")
    assert module.use(call(module, "f()").node).kind == kind


@pytest.mark.parametrize(
    ("code", "is_async"),
    [
        ("async with f(): pass", True),
        ("with f(): pass", False),
        ("async for x in f(): pass", True),
        ("for x in f(): pass", False),
        ("[x async for x in f()]", True),
        ("[x for x in f()]", False),
    ],
)
def test_async_uses(code, is_async):
    module = model(f"async def h():\n    {code}\n")
    assert module.use(call(module, "f()").node).is_async is is_async


def test_targets():
    module = model("a = b.c = f()\n(x := g())\n")
    assert [module.source(each) for each in module.use(call(module, "f()").node).targets] == ["a", "b.c"]
    assert [module.source(each) for each in module.use(call(module, "g()").node).targets] == ["x"]


@pytest.mark.parametrize(
    ("body", "never"),
    [
        ("x = f()", True),
        ("_ = f()", True),
        ("x = f()\nx", False),
        ("x = f()\nprint(x.y)", False),
        ("x = f()\ndef g(): return x", False),
        ("x = f()\ndef g(x): return x", True),
        ("x = f()\n[x for y in z]", False),
        ("x = f()\n[x for x in z]", True),
        ("x = y = f()\ny", False),
        ("self.x = f()", False),
        ("global x\nx = f()", False),
        ("x = f()\ndel x", True),
        ("x, y = f()", False),
        ("(x := f())", True),
    ],
)
def test_never_read(body, never):
    module = model("def h(self, z):\n    " + body.replace("\n", "\n    ") + "\n")
    assert module.is_never_read(module.use(call(module, "f()").node)) is never
