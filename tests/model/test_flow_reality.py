"""The flow analysis against CPython: what really happens must be among what the analysis says may happen.

Every try/except/else/finally whose parts fall through, return, raise, break or continue, and random programs of
every compound statement, are run with every choice of which operation raises.
"""

from __future__ import annotations

import itertools
import textwrap

import pytest
from reality import claim, observe
from writer import Writer

ENDINGS = ("", "return 1", "raise error()", "break", "continue")
MISSING = None
MOST_OPERATIONS = 10  # the analysis is asked for sets of sets of them
OPTIONAL = (MISSING, *ENDINGS)


def _compare(body: str, raises: int = 2, limit: int = 400) -> bool:
    """Hold the claims against all runs; true if they are exact as well."""
    seen, ways, complete = observe(body, raises, limit)
    said, leaving = claim(body)
    for number, histories in seen.items():
        assert histories <= said.get(number, set()), (body, number, histories - said.get(number, set()))
    for way, histories in ways.items():
        assert histories <= leaving.get(way, set()), (body, way, histories - leaving.get(way, set()))
    return complete and seen == said and ways == leaving


def _arm(head: str, number: int, ending: str) -> str:
    lines = [f"{head}:", f"    op({number})"]
    if ending:
        lines.append(f"    {ending}")
    return "\n".join(lines)


def _try(body: str, handler: str | None, orelse: str | None, final: str | None, catch: str) -> str:
    parts = [_arm("try", 1, body)]
    if handler is not None:
        parts.append(_arm(catch, 2, handler))
    if orelse is not None:
        parts.append(_arm("else", 3, orelse))
    if final is not None:
        parts.append(_arm("finally", 4, final))
    return "\n".join(parts)


def _programs(catch: str, loop: str | None):
    allowed = ENDINGS if loop else ENDINGS[:3]
    for body, handler, orelse, final in itertools.product(allowed, *[(MISSING, *allowed)] * 3):
        if (handler is None and (orelse is not None or final is None)) or (catch == "except" and final == "return 1"):
            continue
        text = _try(body, handler, orelse, final, catch)
        if loop:
            text = f"{loop}:\n" + textwrap.indent(text + "\nop(5)", "    ")
        yield textwrap.indent(text + "\nop(6)", "    ")


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize("catch", ["except E", "except", "except BaseException", "except* E"])
def test_every_try_is_exact(catch):
    allowed = [p for p in _programs(catch, None) if "*" not in catch or not _forbidden_in_star(p)]
    assert len(allowed) > 60
    for program in allowed:
        assert _compare(program, raises=5) or "*" in catch, program


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize("loop", ["for _ in turns()", "while test(7)", "while True"])
def test_every_try_in_a_loop(loop):
    for program in _programs("except E", loop):
        _compare(program, raises=1)


def _forbidden_in_star(program: str) -> bool:
    handler = program.partition("except*")[2].partition("else:")[0].partition("finally:")[0]
    return any(word in handler.split() for word in ("return", "break", "continue"))


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize("chunk", range(4))
def test_random_programs(chunk):
    tried = exact = 0
    for seed in range(chunk * 1000, chunk * 1000 + 1000):
        writer = Writer(seed)
        program = textwrap.indent("\n".join(writer.block(3, loop=False, endless=False)), "    ")
        if 3 < writer.number <= MOST_OPERATIONS:
            tried += 1
            _compare(program, raises=1)  # every single exception, before as many pairs as there is time for
            exact += _compare(program)
    assert tried > 100
    assert exact > 10
