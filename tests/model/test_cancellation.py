"""The cancellation analysis: against asyncio itself for the paths, and by example for whose cancellation it is.

Random programs of nested try/except/finally, suppress, loops and raises are run with every choice of their tests, and
cancelled at each of their awaits.  A program is to be reported exactly if one of these runs does not end in the
CancelledError.
"""

from __future__ import annotations

import ast
import asyncio
import contextlib
import random
import textwrap

import pytest

from flake8_asyncsafe.engine import model
from flake8_asyncsafe.settings import Settings

PRELUDE = """
import asyncio
import contextlib
import trio
import anyio


"""


def swallowers(source: str) -> list[tuple[int, list[int], set[str]]]:
    """(line, lines of the awaits, ways) of everything that the analysis reports."""
    source = PRELUDE + textwrap.dedent(source)
    module = model(source, "sample.py", Settings(), ast.parse(source))
    above = PRELUDE.count("\n")
    return [
        (module.line(each.node) - above, [module.line(point.node) - above for point in each.points], set(each.ways))
        for each in module.cancellation.swallowers()
    ]


# -- against asyncio -----------------------------------------------------------------------------------------------


class Program:
    """Writes a random program; each `await point(n)` is a place where it may be cancelled."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.points = 0
        self.tests = 0
        self.source = self.block(1, depth=3, loop=False, handling="")

    def block(self, level: int, *, depth: int, loop: bool, handling: str) -> str:
        return "".join(
            self.statement(level, depth=depth, loop=loop, handling=handling)
            for _ in range(self.random.randint(1, 2))
        )

    def statement(self, level: int, *, depth: int, loop: bool, handling: str) -> str:
        pad = "    " * level
        kinds = ["pass", "return", "if"]
        if not handling:
            kinds += ["await", "await"]
        if loop:
            kinds += ["break", "continue"]
        if handling:
            kinds += ["raise", "raise", "isinstance"] + (["raise e"] if handling != "bare" else [])
            kinds += ["raise other"]
        if depth:
            kinds += ["try", "try", "finally", "for"] + ([] if handling else ["suppress", "try"])
        kind = self.random.choice(kinds)
        inside = {"depth": depth - 1, "loop": loop, "handling": handling}
        if kind == "await":
            self.points += 1
            return f"{pad}await point({self.points})\n"
        if kind == "if":
            self.tests += 1
            return f"{pad}if test({self.tests}):\n" + self.block(level + 1, **{**inside, "depth": max(depth - 1, 0)})
        if kind == "isinstance":
            if handling == "bare":
                return f"{pad}raise\n"
            kind = self.random.choice(["asyncio.CancelledError", "Exception", "(OSError, asyncio.CancelledError)"])
            return f"{pad}if isinstance({handling}, {kind}):\n{pad}    raise\n"
        if kind == "try":
            name = f"e{level}"
            types = ["asyncio.CancelledError", "BaseException", "OSError", "Exception"]
            text = f"{pad}try:\n{self.block(level + 1, **inside)}"
            for _ in range(self.random.randint(1, 2)):
                kind = self.random.choice(types)
                text += f"{pad}except {kind} as {name}:\n"
                text += self.block(level + 1, **{**inside, "handling": name})
            return text
        if kind == "finally":
            return f"{pad}try:\n{self.block(level + 1, **inside)}{pad}finally:\n{pad}    pass\n"
        if kind == "for":
            return f"{pad}for _ in range(2):\n{self.block(level + 1, **{**inside, 'loop': True})}"
        if kind == "suppress":
            kind = self.random.choice(["asyncio.CancelledError", "OSError"])
            return f"{pad}with contextlib.suppress({kind}):\n{self.block(level + 1, **inside)}"
        return pad + {"raise e": f"raise {handling}", "raise other": "raise ValueError"}.get(kind, kind) + "\n"

    def text(self) -> str:
        return f"async def program():\n{self.source}"


def swallows(program: Program) -> bool:
    """Whether a run, cancelled at one of its awaits, ends otherwise than by that cancellation."""
    code = compile("import asyncio, contextlib\n" + program.text(), "program", "exec")
    for cancelled_at in range(1, program.points + 1):
        for answers in range(2**program.tests):
            for turn in (1, 2):
                if _run(code, cancelled_at, answers, turn):
                    return True
    return False


def _run(code: object, cancelled_at: int, answers: int, turn: int) -> bool:
    """Whether the cancellation was raised and did not come out."""
    raised = []
    met = 0

    async def point(number: int) -> None:
        nonlocal met
        if number == cancelled_at:
            met += 1
            if met == turn:
                raised.append(asyncio.CancelledError())
                raise raised[0]

    names: dict[str, object] = {"point": point, "test": lambda number: bool(answers >> (number - 1) & 1)}
    exec(code, names)  # type: ignore[call-overload]
    coroutine = names["program"]()  # type: ignore[operator]
    try:
        with contextlib.suppress(StopIteration):
            coroutine.send(None)
    except asyncio.CancelledError:
        return False
    except Exception:
        pass
    return bool(raised)


@pytest.mark.parametrize("first", range(0, 1200, 100))
def test_random_programs_against_asyncio(first: int) -> None:
    """What really swallows a cancellation is reported, and nothing else."""
    wrong = []
    for seed in range(first, first + 100):
        program = Program(seed)
        if not program.points or program.tests > 6:
            continue
        reported = swallowers(program.text())
        if bool(reported) != swallows(program):
            wrong.append(f"# seed {seed}: reported {reported}\n{program.text()}")
    assert not wrong, "\n".join(wrong)
