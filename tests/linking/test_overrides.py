"""Overrides of methods of other modules: what the contract says there counts."""

from __future__ import annotations

import pytest
from runs import check

BASES = """
# file: pkg/__init__.py
# file: pkg/bases.py
import abc
class Provider(abc.ABC):
    @abc.abstractmethod
    def verify(self, body) -> bool: ...
    @abc.abstractmethod
    async def capture(self, cents): ...
    @abc.abstractmethod
    def maybe(self, body): ...
class Signed(Provider):
    def verify(self, body):
        return self.compare(body)
"""

PROJECTS = {
    "an abstract method, and one below it that does not say": f"""{BASES}
# file: pkg/own.py
from pkg.bases import Provider, Signed
class Direct(Provider):
    async def verify(self, body):  # expect: ASF901
        return True
    def capture(self, cents):  # expect: ASF901
        return 1
    async def maybe(self, body):
        return True
class Rotating(Signed):
    async def verify(self, body):  # expect: ASF901
        return True
    async def capture(self, cents):
        return 1
""",
    "the same colour": f"""{BASES}
# file: pkg/own.py
from pkg.bases import Provider, Signed
class Direct(Provider):
    def verify(self, body):
        return True
    async def capture(self, cents):
        return 1
class Rotating(Signed):
    def verify(self, body):
        return False
""",
}


@pytest.mark.parametrize("name", PROJECTS)
def test_colours_across_modules(name: str, tmp_path) -> None:
    check(tmp_path, PROJECTS[name])
