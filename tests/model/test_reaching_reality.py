"""Reaching definitions against CPython: the binding that a read really sees is always among those found."""

from __future__ import annotations

import textwrap

import libcst as cst
import pytest
from reality import lowered, values_used
from writer import Writer

from flake8_asyncsafe.model.inference.reaching import latest

KINDS = {
    "op": "x = op({0}) or {0}",
    "and": "test({0}) and (x := {0})",
    "or": "test({0}) or test(x := {1}) or op({0})",
    "ternary": "(x := {0}) if test({1}) else op({0})",
    "comprehension": "[(x := {0}) for _ in turns() if test({0})]",
    "assert": "assert test(x := {0}), op({1})",
    "chain": "1 > test(x := {0}) > op({0})",
}


class Assignments(Writer):
    """Programs whose operations bind ``x``, with reads of it in between."""

    def leaf(self, kind: str) -> list[str]:
        n = self.next()
        if kind in KINDS and self.random.random() < 0.6:
            return [KINDS[kind].format(n, self.next())]
        if kind in {"op", "and", "or", "chain"}:
            return [f"use({n}, x)"]
        return super().leaf(kind)

    def statement(self, depth: int, *, loop: bool, endless: bool) -> list[str]:
        lines = super().statement(depth, loop=loop, endless=endless)
        for head in ("if test(", "elif test(", "while test("):
            if lines[0].startswith(head) and self.random.random() < 0.4:
                lines[0] = lines[0].replace("test(", "test(x := ")
        if lines[0].startswith("for _ in turns()") and self.random.random() < 0.5:
            lines[0] = f"for x in ({self.next()} for _ in turns()):"
        return lines


def _found(body: str) -> dict[int, set[int]]:
    function = lowered(body)
    found: dict[int, set[int]] = {}
    for call in function.calls:
        if isinstance(call.node.func, cst.Name) and call.node.func.value == "use":
            writes = latest(function.scope, "x", call)
            found[int(call.node.args[0].value.value)] = {_number(write) for write in writes}
    return found


def _number(write) -> int:
    value = write.value
    if isinstance(value, cst.GeneratorExp):
        value = value.elt
    if isinstance(value, cst.BooleanOperation):
        value = value.right
    return int(value.value)


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize("chunk", range(4))
def test_random_programs(chunk):
    reads = 0
    for seed in range(chunk * 300, chunk * 300 + 300):
        writer = Assignments(seed)
        body = textwrap.indent("\n".join(["x = 0", *writer.block(3, loop=False, endless=False), "use(0, x)"]), "    ")
        if writer.number <= 30:
            found = _found(body)
            for number, values in values_used(body, limit=150).items():
                reads += 1
                assert values <= found[number], (body, number, values, found[number])
    assert reads > 100


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("x = 1\nx = 2\nuse(0, x)", {2}),
        ("x = 1\nif test(9):\n    x = 2\nuse(0, x)", {1, 2}),
        ("x = 1\nif test(9):\n    x = 2\nelse:\n    x = 3\nuse(0, x)", {2, 3}),
        ("x = 1\nif test(x := 2):\n    use(0, x)", {2}),
        ("x = 1\nif test(9):\n    pass\nelif test(x := 2):\n    use(0, x)", {2}),
        ("x = 1\nif test(x := 2):\n    pass\nelse:\n    use(0, x)", {2}),
        ("x = 1\nfor x in (2 for _ in turns()):\n    use(0, x)\n    x = 3", {2}),
        ("x = 1\nfor x in (2 for _ in turns()):\n    pass\nelse:\n    use(0, x)", {1, 2}),
        ("x = 1\nwhile test(x := 2):\n    x = 3\nuse(0, x)", {2, 3}),
        ("x = 1\nwhile test(9):\n    use(0, x)\n    x = 2", {1, 2}),
        ("x = 1\ntry:\n    x = 2\nexcept E:\n    use(0, x)", {1, 2}),
        ("x = 1\ntry:\n    op(9)\nfinally:\n    x = 2\nuse(0, x)", {2}),
        ("x = 1\nwith cm(9):\n    x = 2\nuse(0, x)", {2}),
        ("x = 1\ndel x\nx = 3\nuse(0, x)", {3}),
    ],
)
def test_it_is_precise(body, expected):
    body = textwrap.indent(body, "    ")
    assert _found(body)[0] == expected, "found more or less"
    assert values_used(body).get(0, set()) <= expected
