"""Options through the real flake8: each good value has its effect, each bad one is a usage error."""

from __future__ import annotations

import pytest

BAD = [
    ("asyncsafe-library", "twisted", "'twisted'", "asyncio, trio, anyio or auto"),
    ("asyncsafe-library", "", "''", "asyncio, trio, anyio or auto"),
    ("asyncsafe-catalogue", "missing.toml", "'missing.toml'", "TOML"),
    ("asyncsafe-catalogue", "broken.toml", "broken.toml", "TOML"),
    ("asyncsafe-catalogue", "wrong.toml", "wrong.toml", "smell"),
    ("asyncsafe-source-roots", "nowhere", "'nowhere'", "directories"),
    ("asyncsafe-source-roots", ",", "','", "directories"),
    ("asyncsafe-blocking-calls", "a.class -> b", "'a.class -> b'", "dotted names"),
    ("asyncsafe-blocking-calls", "a..b", "'a..b'", "dotted names"),
    ("asyncsafe-blocking-calls", "-> use b", "'-> use b'", "dotted names"),
    ("asyncsafe-blocking-calls", "a.b ->", "'a.b ->'", "dotted names"),
    ("asyncsafe-blocking-calls", "a.b: use c", "'a.b: use c'", "dotted names"),
    ("asyncsafe-blocking-calls", "a.[b", "'a.[b'", "dotted names"),
    ("asyncsafe-blocking-calls", "*", "'*'", "dotted names"),
    ("asyncsafe-not-across-await", "3d.Lock", "'3d.Lock'", "dotted names"),
    ("asyncsafe-not-across-await", ",", "','", "dotted names"),
    ("asyncsafe-cache-dir", "a.py", "'a.py'", "directory"),
    ("asyncsafe-cache-dir", "a.py/cache", "'a.py/cache'", "directory"),
]


@pytest.fixture
def with_files(project):
    project.write("a.py", "import asyncio\n")
    project.write("broken.toml", "[[api]\n")
    project.write("wrong.toml", '[[api]]\nnames = "mylib.wait"\nblocks = "smell"\n')
    return project


@pytest.mark.parametrize("where", ["command line", "configuration"])
@pytest.mark.parametrize(("option", "value", "named", "allowed"), BAD)
def test_a_bad_value_is_a_usage_error(with_files, where, option, value, named, allowed):
    if where == "configuration":
        with_files.configure(f"{option} = {value}\n")
        outcome = with_files.flake8("--select=ASF", "a.py")
    else:
        outcome = with_files.flake8("--select=ASF", f"--{option}={value}", "a.py")
    assert outcome.code == 2, outcome
    assert outcome.out == ""
    complaint = outcome.err.splitlines()[-1]
    for part in (f"--{option}", named, allowed):
        assert part in complaint


@pytest.mark.parametrize("option", ["asyncsafe-cpu", "asyncsafe-no-cache"])
def test_a_bad_flag_is_a_usage_error(with_files, option):
    with_files.configure(f"{option} = perhaps\n")
    outcome = with_files.flake8("a.py")
    assert outcome.code == 2
    assert f"--{option}: 'perhaps'" in outcome.err


@pytest.mark.parametrize(
    "text",
    [
        "asyncsafe-cpu = yes",
        "asyncsafe_cpu = False",
        "asyncsafe-source-roots = .",
        "asyncsafe-no-cache = true",
        "asyncsafe-cache-dir = not/there/yet",
    ],
)
def test_good_values_in_the_configuration(with_files, text):
    with_files.configure(text + "\n")
    assert with_files.flake8("--select=ASF", "a.py").code == 0


@pytest.mark.parametrize("flag", ["--asyncsafe-cpu", "--asyncsafe-no-cache"])
def test_the_flag_takes_no_value_from_the_command_line(with_files, flag):
    assert with_files.flake8("--select=ASF", flag, "a.py").code == 0


def test_help_teaches_each_option(project):
    from flake8_asyncsafe.settings import OPTIONS

    text = project.flake8("--help").out
    for option in OPTIONS:
        assert f"--{option.name}" in text


SLEEPS = "import time\n\n\nasync def main():\n    time.sleep(1)\n"


@pytest.mark.parametrize("library", ["asyncio", "trio", "anyio"])
def test_library_decides_the_advice(project, library):
    project.write("a.py", SLEEPS)
    (line,) = project.flake8("--select=ASF", f"--asyncsafe-library={library}", "a.py").lines
    assert f"{library}.sleep" in line


CALLS = "import mylib\n\n\nasync def main(client: mylib.Client):\n    mylib.fetch()\n    client.load()\n"


def test_blocking_calls(project):
    project.write("a.py", CALLS)
    assert project.flake8("--select=ASF", "a.py").lines == []
    project.configure("asyncsafe-blocking-calls =\n    mylib.fetch -> use mylib.afetch\n    mylib.Client.*\n")
    first, second = project.flake8("--select=ASF", "a.py").lines
    assert first.startswith("a.py:5:5: ASF")
    assert "use mylib.afetch" in first
    assert second.startswith("a.py:6:5: ASF")


HELD = """\
import asyncio

import mylib


async def main():
    with mylib.Guard():
        await asyncio.sleep(1)
    with mylib.borrow() as it:
        await it.use()
"""


def test_not_across_await(project):
    project.write("a.py", HELD)
    assert project.flake8("--select=ASF", "a.py").lines == []
    project.configure("asyncsafe-not-across-await =\n    mylib.Guard -> it pins a connection\n    mylib.borrow\n")
    first, second = project.flake8("--select=ASF", "a.py").lines
    assert first.startswith("a.py:7:10: ASF201")
    assert "it pins a connection" in first
    assert second.startswith("a.py:9:10: ASF201")


ENTRY = '[[api]]\nnames = "mylib.fetch"\nblocks = "sleep"\nasyncio = "await mylib.afetch(...)"\n'


def test_catalogue_is_relative_to_the_configuration(project):
    project.write("lint.toml", ENTRY)
    project.write("lint/more.toml", ENTRY.replace("mylib.fetch", "mylib.Client.load"))
    project.write("deep/down/a.py", CALLS)
    project.configure("asyncsafe-catalogue = lint.toml, lint/more.toml\n")
    outcome = project.flake8("--select=ASF", "a.py", below="deep/down")
    assert outcome.places == ["a.py:5:5: ASF101", "a.py:6:5: ASF101"]


def test_catalogue_on_the_command_line_is_relative_to_the_current_directory(project):
    project.write("deep/lint.toml", ENTRY)
    project.write("deep/a.py", CALLS)
    outcome = project.flake8("--select=ASF", "--asyncsafe-catalogue=lint.toml", "a.py", below="deep")
    assert outcome.places == ["a.py:5:5: ASF101"]


def test_command_line_wins_over_configuration(project):
    project.configure("asyncsafe-library = trio\n")
    project.write("a.py", SLEEPS)
    (line,) = project.flake8("--select=ASF", "--asyncsafe-library=anyio", "a.py").lines
    assert "anyio.sleep" in line
