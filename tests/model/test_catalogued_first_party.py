"""What the catalogue or the configuration says of the project's own names goes before what their code does."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from flake8_asyncsafe.engine import analyse
from flake8_asyncsafe.model.linking.project import Project
from flake8_asyncsafe.project.workspace import Workspace
from flake8_asyncsafe.settings import Given, parse_settings

MYLIB = """
    import native


    class Client:
        def fetch(self):
            return native.go(self)

        def other(self):
            return 1


    def client() -> Client:
        return Client()


    def grab():
        return native.go()
"""
USE = """
    import mylib
    from mylib import Client, grab


    async def calls(c: Client):
        c.fetch()
        Client().fetch()
        mylib.client().fetch()
        grab()
        c.other()


    def helper(c: Client):
        c.fetch()


    async def through_a_helper(c: Client):
        helper(c)
"""
CATALOGUE = """
    [about]
    library = "mylib"
    [[api]]
    names = "mylib.grab mylib.Client.fetch"
    blocks = "http"
    evidence = "https://docs.example.org/"
"""


@pytest.mark.parametrize(
    ("option", "value", "lines"),
    [
        ("asyncsafe-catalogue", "own.toml", [6, 7, 8, 9, 18]),
        ("asyncsafe-blocking-calls", "mylib.grab, mylib.Client.fetch", [6, 7, 8, 9, 18]),
        ("asyncsafe-blocking-calls", "*.Client.f*", [6, 7, 8, 18]),
        ("asyncsafe-blocking-calls", "mylib.nothing", []),
    ],
)
def test_members_and_functions(tmp_path: Path, option: str, value: str, lines: list[int]) -> None:
    for name, text in (("mylib.py", MYLIB), ("use.py", USE), ("own.toml", CATALOGUE)):
        (tmp_path / name).write_text(textwrap.dedent(text).lstrip("\n"))
    given = {option: Given(value, str(tmp_path)), "asyncsafe-no-cache": Given("true")}
    settings = parse_settings(given, str(tmp_path))
    settings = type(settings)(
        rules=frozenset({"ASF000", "ASF102", "ASF108", "ASF120"}),
        catalogue=settings.catalogue,
        source_roots=settings.source_roots,
        blocking_calls=settings.blocking_calls,
        no_cache=True,
    )
    path = tmp_path / "use.py"
    reports = analyse(path.read_text(), str(path), settings, project=Project(Workspace(settings)))
    assert [report.line for report in reports] == lines
