"""Every combination of try, except, else and finally: what ASF420 says of it is what happens when trio runs it."""

from __future__ import annotations

import ast
import itertools
from textwrap import indent
from typing import TYPE_CHECKING, Any

import pytest
import trio
import trio.testing

from flake8_asyncsafe.engine import analyse
from flake8_asyncsafe.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SETTINGS = Settings(rules=frozenset({"ASF420"}), no_cache=True)
#: what a clause may do; ABSENT: it is not there
ACTIONS = ("pass", "await step()", "return {place}", "raise ValueError")
IN_LOOPS = (*ACTIONS, "break", "continue")
ABSENT = ""
PLACES = {"try": 1, "except": 2, "else": 3, "finally": 4}
END = 0
PATIENCE = 6


def statements(actions: tuple[str, ...]) -> Iterator[str]:
    """Every try statement whose clauses do one of these each."""
    optional = (ABSENT, *actions)
    for body, handler, orelse, final in itertools.product(actions, optional, optional, optional):
        if not (handler or final) or (orelse and not handler):
            continue
        clauses = {"try": body, "except": handler, "else": orelse, "finally": final}
        heads = {"except": "except Exception:"}
        yield "\n".join(
            f"{heads.get(name, name + ':')}\n    {action.format(place=PLACES[name])}"
            for name, action in clauses.items()
            if action
        )


def module_of(bodies: list[str]) -> str:
    """A module with one coroutine for each body."""
    functions = [f"async def f{at}(step):\n{indent(body, '    ')}\n" for at, body in enumerate(bodies)]
    return "\n\n".join(["import trio\n", *functions])


def said(source: str) -> dict[str, set[int]]:
    """What the rule says: by function, the places at which it may be left without a checkpoint."""
    lines = source.splitlines()
    found: dict[str, set[int]] = {}
    tree = ast.parse(source)
    owners = {
        line: node.name
        for node in tree.body
        if isinstance(node, ast.AsyncFunctionDef)
        for line in range(node.lineno, (node.end_lineno or 0) + 1)
    }
    for report in analyse(source, "module.py", SETTINGS):
        words = lines[report.line - 1].split()
        place = int(words[1]) if words[0] == "return" else END
        found.setdefault(owners[report.line], set()).add(place)
    return found


async def observed(function: Callable[..., Any]) -> set[int]:
    """Where the function is left without a checkpoint, over all that its steps may do: be one, or fail before it."""
    found: set[int] = set()
    for outcomes in itertools.product((True, False), repeat=PATIENCE):
        left = iter(outcomes)
        places: list[int] = []

        async def step(left: Iterator[bool] = left) -> None:
            if not next(left):
                raise ValueError
            await trio.lowlevel.checkpoint()

        try:
            with trio.testing.assert_checkpoints():
                places.append(await function(step) or END)
        except AssertionError:
            found.update(places)
        except ValueError:
            pass
    return found


def check(bodies: list[str]) -> None:
    """Compare what is said with what is observed for each body."""
    source = module_of(bodies)
    space: dict[str, Any] = {}
    exec(compile(source, "module.py", "exec", dont_inherit=True), space)
    reports = said(source)

    async def main() -> dict[str, set[int]]:
        return {f"f{at}": await observed(space[f"f{at}"]) for at in range(len(bodies))}

    for (name, places), body in zip(trio.run(main).items(), bodies, strict=True):
        assert reports.get(name, set()) == places, body


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_every_try_statement() -> None:
    check(list(statements(ACTIONS)))


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_every_try_statement_in_a_loop() -> None:
    check([f"for _ in range(2):\n{indent(body, '    ')}" for body in statements(IN_LOOPS)])


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_every_try_statement_within_another() -> None:
    inner = [each for each in statements(("pass", "await step()", "return {place}")) if "else" not in each]
    check(
        [f"try:\n{indent(each, '    ')}\nfinally:\n    {final}" for each in inner for final in ("pass", "await step()")]
    )
