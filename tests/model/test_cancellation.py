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
from types import CodeType

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
        self.source = self.block(1, 3, loop=False, handling="")

    def block(self, level: int, depth: int, loop: bool, handling: str) -> str:
        count = self.random.randint(1, 2)
        return "".join(self.statement("    " * level, level, depth, loop, handling) for _ in range(count))

    def statement(self, pad: str, level: int, depth: int, loop: bool, handling: str) -> str:
        kinds = ["pass", "return", "if"]
        if not handling:
            kinds += ["await", "await"]
        if loop:
            kinds += ["break", "continue"]
        if handling:
            kinds += ["raise", "raise", "isinstance", f"raise {handling}", "raise ValueError"]
        if depth:
            kinds += ["try", "try", "finally", "for"] + ([] if handling else ["suppress", "try"])
        kind = self.random.choice(kinds)
        if kind == "await":
            self.points += 1
            return f"{pad}await point({self.points})\n"
        if kind in {"if", "for"}:
            self.tests += 1
            head = f"if test({self.tests}):" if kind == "if" else f"for _ in turns({self.tests}):"
            return f"{pad}{head}\n{self.block(level + 1, max(depth - 1, 0), loop or kind == 'for', handling)}"
        if kind == "isinstance":
            kind = self.random.choice(["asyncio.CancelledError", "Exception", "(OSError, asyncio.CancelledError)"])
            return f"{pad}if isinstance({handling}, {kind}):\n{pad}    raise\n"
        if kind == "try":
            text = f"{pad}try:\n{self.block(level + 1, depth - 1, loop, handling)}"
            for _ in range(self.random.randint(1, 2)):
                kind = self.random.choice(["asyncio.CancelledError", "BaseException", "OSError", "Exception"])
                text += f"{pad}except {kind} as e{level}:\n{self.block(level + 1, depth - 1, loop, f'e{level}')}"
            return text
        if kind == "finally":
            return f"{pad}try:\n{self.block(level + 1, depth - 1, loop, handling)}{pad}finally:\n{pad}    pass\n"
        if kind == "suppress":
            kind = self.random.choice(["asyncio.CancelledError", "OSError"])
            return f"{pad}with contextlib.suppress({kind}):\n{self.block(level + 1, depth - 1, loop, handling)}"
        return f"{pad}{kind}\n"

    def text(self) -> str:
        return f"async def program():\n{self.source}"


def swallowed(program: Program) -> dict[int, bool]:
    """For each await that can be reached: whether a run that is cancelled there can end in another way."""
    code = compile("import asyncio, contextlib\n" + program.text(), "program", "exec")
    found: dict[int, bool] = {}
    for cancelled_at in range(1, program.points + 1):
        for answers in range(2**program.tests):
            for turn in (1, 2):
                vanished = _run(code, cancelled_at, answers, turn)
                if vanished is not None:
                    found[cancelled_at] = found.get(cancelled_at, False) or vanished
    return found


def _run(code: CodeType, cancelled_at: int, answers: int, turn: int) -> bool | None:
    """Whether the cancellation was raised and did not come out; None if it was never raised."""
    raised: list[asyncio.CancelledError] = []
    met = 0

    async def point(number: int) -> None:
        nonlocal met
        if number == cancelled_at:
            met += 1
            if met == turn:
                raised.append(asyncio.CancelledError())
                raise raised[0]

    def test(number: int) -> bool:
        return bool(answers >> (number - 1) & 1)

    names: dict[str, object] = {"point": point, "test": test, "turns": lambda number: range(2 * test(number))}
    exec(code, names)
    make = names["program"]
    assert callable(make)
    try:
        with contextlib.suppress(StopIteration, ValueError):
            make().send(None)
    except asyncio.CancelledError:
        return False
    return True if raised else None


@pytest.mark.parametrize("first", range(0, 1200, 100))
def test_random_programs_against_asyncio(first: int) -> None:
    """What really swallows a cancellation is reported, and (but for one in a hundred) nothing else."""
    wrong = []
    for seed in range(first, first + 100):
        program = Program(seed)
        if not program.points or program.tests > 6:
            continue
        lines = program.text().splitlines()
        reported = {
            int(lines[line - 1].strip()[len("await point(") : -1])
            for _, points, _ in swallowers(program.text())
            for line in points
        }
        # calls may fail for the analysis, and never do here: it sees awaits that no run gets to
        real = swallowed(program)
        due = {number for number, vanished in real.items() if vanished}
        description = f"# seed {seed}: reported {reported}, really {real}\n{program.text()}"
        assert due <= reported, description
        if reported & real.keys() != due:
            wrong.append(description)
    assert len(wrong) <= 1, "\n".join(wrong)


# -- by example ----------------------------------------------------------------------------------------------------


def handled(body: str, handler: str, before: str = "pass") -> list[tuple[int, list[int], set[str]]]:
    return swallowers(
        f"""
async def f(task, tasks, log):
    {before}
    try:
        {body}
    except {handler}
"""
    )


@pytest.mark.parametrize(
    "handler",
    [
        "asyncio.CancelledError: pass",
        "(OSError, asyncio.CancelledError): pass",
        "(OSError,) + (asyncio.CancelledError,): pass",
        "BaseException: log.error('x')",
        "BaseException as e: task.set_exception(e)",
        "BaseException as e: raise OSError from e",
        "BaseException as e: raise OSError(str(e))",
        "asyncio.CancelledError: task.stopped = True",
        "trio.Cancelled: pass",
    ],
)
def test_swallowing_handlers(handler: str) -> None:
    assert len(handled("await task", handler)) == 1


@pytest.mark.parametrize(
    "handler",
    [
        "asyncio.CancelledError: raise",
        "Exception: pass",
        "BaseException as e: raise e.with_traceback(None)",
        "BaseException as e: raise type(e)('x') from e",
        "BaseException: raise SystemExit(1)",
        "asyncio.CancelledError: asyncio.current_task().cancel()",
        "asyncio.CancelledError: asyncio.current_task().uncancel()",
        "asyncio.CancelledError: log(task.cancelled())",
        "BaseException as e: log.__exit__(type(e), e, None)",
        "trio.Cancelled: await trio.sleep(1)",
        "anyio.get_cancelled_exc_class(): await anyio.sleep(1)",
        "BaseException: raise AssertionError('never')",
    ],
)
def test_handlers_that_let_it_pass(handler: str) -> None:
    assert handled("await task", handler) == []


@pytest.mark.parametrize(
    ("before", "body"),
    [
        ("task.cancel()", "await task"),
        ("task.cancel()", "await asyncio.wait_for(asyncio.shield(task), 1)"),
        ("[each.cancel() for each in tasks]", "await asyncio.gather(*tasks)"),
        ("[each.cancel() for each in tasks.values()]", "await asyncio.gather(*list(tasks.values()))"),
        ("tasks['x'].cancel()", "await tasks['x']"),
        ("[each.cancel() for each in tasks]", "[await each for each in tasks]"),
        ("task = tasks.pop(); task.cancel()", "await task"),
        ("task = log.task; task.cancel()", "await log.task"),
        ("tasks.append(task); [each.cancel() for each in tasks]", "await task"),
        ("log.add_signal_handler(2, task.cancel)", "await task"),
    ],
)
def test_own_cancellations(before: str, body: str) -> None:
    assert handled(body, "asyncio.CancelledError: pass", before) == []


@pytest.mark.parametrize(
    ("before", "body"),
    [
        ("task.cancel()", "await tasks[0]"),
        ("task.cancel(); task = log.start()", "await task"),
        ("[each.cancel() for each in tasks]", "await task"),
        ("task.cancel()", "await asyncio.sleep(1)"),
        ("task.cancelled()", "await task"),
    ],
)
def test_cancellations_of_others(before: str, body: str) -> None:
    assert len(handled(body, "asyncio.CancelledError: pass", before)) == 1


def test_ways_and_lines() -> None:
    assert swallowers(
        """
        async def f(q):
            while True:
                try:
                    await q.get()
                    async with q.lock:
                        pass
                except asyncio.CancelledError:
                    if q.closed:
                        break
                    continue
        """
    ) == [(8, [5, 6, 6], {"break", "continue"})]


def test_kept_and_raised_later() -> None:
    kept = """
        async def f(tasks):
            errors = []
            for task in tasks:
                try:
                    await task
                except BaseException as error:
                    errors.append(error)
            {after}
        """
    assert swallowers(kept.format(after="if errors: raise errors[0]")) == []
    assert len(swallowers(kept.format(after="return errors"))) == 1


def test_helper_that_raises_what_it_is_given() -> None:
    source = """
        def report(error):
            {body}

        async def f(task):
            try:
                await task
            except BaseException as error:
                report(error)
        """
    assert swallowers(source.format(body="if not isinstance(error, Exception): raise error")) == []
    assert len(swallowers(source.format(body="print(error)"))) == 1
