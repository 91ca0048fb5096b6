"""Ten times the text is ten times the work: counted in calls of the plugin's own functions, not in seconds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

SMALL, FACTOR = 100, 10  # units of about 20 lines: 2,000 and 20,000 lines
TOLERANCE = 1.25

UNIT = '''
class Service{n}(Base{previous}):
    """One of many services."""

    def __init__(self, other: Service{previous}) -> None:
        self.lock = threading.Lock()
        self.alock = asyncio.Lock()
        self.items, self.other = [], other

    async def fetch(self, key):
        async with self.alock:
            if key not in self.items:
                self.items.append(await self.load(key))
        return helper{n}(key)

    async def load(self, key):
        for item in self.items:
            await asyncio.sleep(0)
        return await self.other.fetch(key)

def helper{n}(key):
    with lock{n}:
        return shared.setdefault(key, helper{previous})

lock{n} = threading.Lock()
Base{n} = Service{n}
'''


def program(units: int, fan: int = 10) -> str:
    """Services in families of ``fan`` that refer to each other, as generated code does."""
    head = "import asyncio, threading\nshared = {}\nclass Base0: ...\nService0 = Base0\ndef helper0(key): ...\n"
    return head + "".join(UNIT.format(n=n, previous=n - 1 if n % fan else 0) for n in range(1, units + 1))


def flat(units: int) -> str:
    return "import asyncio\nasync def f(a):\n" + "    a = a.b(a)\n    await f(a)\n" * units * 10


def sequence(units: int) -> str:
    return "import asyncio\n" + "".join(f"def f{n}():\n    return f{n - 1}()\n" for n in range(1, units * 8))


def calls(run: Callable[[], object]) -> int:
    """How many Python functions of the plugin are entered."""
    count = 0

    def profile(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        if event == "call" and "flake8_asyncsafe" in frame.f_code.co_filename:
            count += 1

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        run()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("make", "small"), [(program, SMALL), (flat, 20), (sequence, 20)], ids=["services", "one function", "call chain"]
)
def test_work_is_linear(make: Callable[[int], str], small: int) -> None:
    engine = pytest.importorskip("flake8_asyncsafe.engine")
    from flake8_asyncsafe.rules.base import all_rules
    from flake8_asyncsafe.settings import Settings

    settings = Settings(rules=frozenset(rule.code for rule in all_rules()))
    engine.analyse(make(1), "warm.py", settings)
    little, much = make(small), make(small * FACTOR)
    ratio = len(much.splitlines()) / len(little.splitlines())
    one = calls(lambda: engine.analyse(little, "little.py", settings))
    ten = calls(lambda: engine.analyse(much, "much.py", settings))
    assert ten <= one * ratio * TOLERANCE, f"{one} calls for {len(little)} characters, {ten} for {len(much)}"
