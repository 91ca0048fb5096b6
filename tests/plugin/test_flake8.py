"""The plugin inside the real flake8: selection, noqa, workers, stdin, encodings, broken files, neighbours."""

from __future__ import annotations

import pytest

SLEEPS = """\
import time


async def tick():
    time.sleep(1)
"""
HELPER_OPENS = """\
def load():
    with open("x") as file:
        return file.read()


async def main():
    return load()
"""


def test_reports_line_and_column(project):
    project.write("a.py", SLEEPS)
    outcome = project.flake8("--select=ASF", "a.py")
    assert outcome.places == ["a.py:5:5: ASF101"]
    assert outcome.code == 1


def test_default_selection_includes_the_plugin(project):
    project.write("a.py", SLEEPS)
    assert "a.py:5:5: ASF101" in project.flake8("a.py").places


def test_version_names_the_plugin(project):
    assert "flake8-asyncsafe: " in project.flake8("--version").out


@pytest.mark.parametrize("comment", ["# noqa: ASF101", "# noqa: ASF1", "# noqa", "# noqa: E501,ASF101"])
def test_noqa_silences(project, comment):
    project.write("a.py", SLEEPS.replace("sleep(1)", f"sleep(1)  {comment}"))
    assert project.flake8("--select=ASF", "a.py").places == []
    assert project.flake8("--select=ASF", "--disable-noqa", "a.py").places == ["a.py:5:5: ASF101"]


def test_noqa_for_another_code_does_not_silence(project):
    project.write("a.py", SLEEPS.replace("sleep(1)", "sleep(1)  # noqa: E501, ASF201"))
    assert project.flake8("--select=ASF", "a.py").places == ["a.py:5:5: ASF101"]


def test_noqa_stands_at_the_expression_not_at_the_statement(project):
    source = "import time\n\n\nasync def tick():\n    print(\n        1,\n        time.sleep(1),{}\n    )\n"
    project.write("a.py", source.format(""))
    assert project.flake8("--select=ASF", "a.py").places == ["a.py:7:9: ASF101"]
    project.write("a.py", source.format("  # noqa: ASF101"))
    assert project.flake8("--select=ASF", "a.py").places == []


def test_noqa_for_the_whole_file(project):
    project.write("a.py", "# flake8: noqa\n" + SLEEPS)
    assert project.flake8("--select=ASF", "a.py").places == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["--select=E"],
        ["--select=ASF2"],
        ["--select=ASF", "--ignore=ASF1"],
        ["--select=ASF", "--extend-ignore=ASF101"],
        ["--ignore=ASF"],
        ["--select=ASF", "--per-file-ignores=a.py:ASF101"],
    ],
)
def test_what_is_not_selected_is_not_reported(project, arguments):
    project.write("a.py", SLEEPS)
    assert not [place for place in project.flake8(*arguments, "a.py").places if "ASF" in place]


@pytest.mark.parametrize("arguments", [["--select=ASF"], ["--select=A"], ["--select=ASF101"], ["--select=ASF1,E"]])
def test_what_is_selected_is_reported(project, arguments):
    project.write("a.py", SLEEPS)
    assert "a.py:5:5: ASF101" in project.flake8(*arguments, "a.py").places


def test_per_file_ignores_in_the_configuration(project):
    project.configure("select = ASF\nper-file-ignores =\n    tests/*: ASF1\n")
    project.write("tests/a.py", SLEEPS)
    project.write("b.py", SLEEPS)
    assert project.flake8().places == ["./b.py:5:5: ASF101"]


@pytest.mark.parametrize("arguments", [[], ["--select=ASF"], ["--select=A"], ["--select=ASF", "--extend-select=ASF2"]])
def test_off_rules_stay_off(project, arguments):
    project.write("a.py", HELPER_OPENS)
    assert not [place for place in project.flake8(*arguments, "a.py").places if "ASF" in place]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--extend-select=ASF121"],
        ["--select=ASF,ASF121"],
        ["--select=ASF", "--extend-select=ASF12"],
        ["--select=ASF1"],
        ["--ignore=ASF1", "--extend-select=ASF121"],
    ],
)
def test_off_rules_run_when_asked_for(project, arguments):
    project.write("a.py", HELPER_OPENS)
    assert [place for place in project.flake8(*arguments, "a.py").places if "ASF" in place] == ["a.py:7:12: ASF121"]


def test_off_rule_in_the_configuration(project):
    project.configure("extend-select = ASF121\n")
    project.write("a.py", HELPER_OPENS)
    assert "a.py:7:12: ASF121" in project.flake8("a.py").places
    assert "a.py:7:12: ASF121" not in project.flake8("--extend-ignore=ASF121", "--select=ASF", "a.py").places


def test_parallel_and_serial_agree(project):
    for number in range(6):
        project.write(f"package/sleeps_{number}.py", "\n" * number + SLEEPS)
        project.write(f"package/plain_{number}.py", "x = 1\n")
    serial = project.flake8("--select=ASF", "-j1")
    assert len(serial.lines) == 6
    assert project.flake8("--select=ASF", "-j2").out == serial.out


@pytest.mark.parametrize("method", ["spawn", "forkserver", "fork"])
def test_settings_reach_workers(project, method):
    script = (
        "import multiprocessing, sys\n"
        "from flake8.main.cli import main\n"
        'if __name__ == "__main__":\n'
        f"    multiprocessing.set_start_method({method!r})\n"
        "    sys.exit(main(sys.argv[1:]))\n"
    )
    project.write("run_flake8.txt", script)
    project.configure("select = ASF\nasyncsafe-blocking-calls = mylib.fetch -> use mylib.afetch\n")
    for name in "abcd":
        project.write(f"{name}.py", "import mylib\n\n\nasync def main():\n    mylib.fetch()\n")
    outcome = project.python("run_flake8.txt", "-j2", "--extend-select=ASF121")
    assert len(outcome.lines) == 4, outcome
    assert all("use mylib.afetch" in line for line in outcome.lines)


def test_standard_input(project):
    assert project.flake8("--select=ASF", "-", stdin=SLEEPS).places == ["stdin:5:5: ASF101"]
    named = project.flake8("--select=ASF", "--stdin-display-name=pkg/a.py", "-", stdin=SLEEPS)
    assert named.places == ["pkg/a.py:5:5: ASF101"]


LATIN = "# coding: latin-1\nNAME = 'é'\n" + SLEEPS
UTF16_NAMES = "ключ = 'ж'\n" + SLEEPS


@pytest.mark.parametrize(
    ("content", "places"),
    [
        pytest.param(SLEEPS.replace("\n", "\r\n"), ["a.py:5:5: ASF101"], id="crlf"),
        pytest.param(SLEEPS.replace("\n", "\r"), ["a.py:5:5: ASF101"], id="cr"),
        pytest.param(b"\xef\xbb\xbf" + SLEEPS.encode(), ["a.py:5:5: ASF101"], id="bom"),
        pytest.param(SLEEPS.replace("\n\n\n", "\n\x0c\n\n"), ["a.py:5:5: ASF101"], id="form feed line"),
        pytest.param(SLEEPS.replace("async", "\x0casync"), ["a.py:5:5: ASF101"], id="form feed before code"),
        pytest.param(LATIN.encode("latin-1"), ["a.py:7:5: ASF101"], id="latin-1"),
        pytest.param(UTF16_NAMES, ["a.py:6:5: ASF101"], id="utf-8"),
        pytest.param(SLEEPS.rstrip("\n"), ["a.py:5:5: ASF101"], id="no final newline"),
        pytest.param(SLEEPS.replace("    ", "\t"), ["a.py:5:2: ASF101"], id="tab"),
        pytest.param(SLEEPS.replace("time.sleep", "'ж', time.sleep"), ["a.py:5:10: ASF101"], id="characters not bytes"),
        pytest.param(
            SLEEPS + "# \u2028 \x85 \x1c\n" + SLEEPS, ["a.py:5:5: ASF101", "a.py:11:5: ASF101"], id="separators"
        ),
        pytest.param("", [], id="empty"),
        pytest.param("\n", [], id="only newline"),
        pytest.param(b"\xef\xbb\xbf", [], id="only bom"),
        pytest.param("# async await threading", [], id="only comment"),
    ],
)
def test_line_ends_and_encodings(project, content, places):
    project.write("a.py", content)
    assert project.flake8("--select=ASF", "a.py").places == places
    if content and b"\r" not in (content if isinstance(content, bytes) else content.encode()):
        piped = project.flake8("--select=ASF", "--stdin-display-name=a.py", "-", stdin=content)
        assert piped.places == places


@pytest.mark.parametrize(
    ("content", "allowed"),
    [
        pytest.param("async def f(:\n    time.sleep(1)\n", {"E999", "E902"}, id="unparsable"),
        pytest.param("async def f():\nimport time\n", {"E999", "E902"}, id="no block"),
        pytest.param("import time\nasync def f():\n    time.sleep(1)\n'''", {"E999", "E902"}, id="unclosed"),
        pytest.param(b"async def f():\n    x = '\xff\xfe'\n    await x()\n", {"E999", "E902"}, id="undecodable"),
        pytest.param(b"# coding: nonsense\nasync def f():\n    pass\n", {"E999", "E902"}, id="unknown encoding"),
        pytest.param(b"async def f():\n    pass\0\n", {"E999", "E902"}, id="null byte"),
    ],
)
def test_broken_files_give_only_flake8s_own_report(project, content, allowed):
    project.write("a.py", content)
    outcome = project.flake8("--select=ASF,E9", "a.py")
    assert {place.rpartition(" ")[2] for place in outcome.places} <= allowed


def test_missing_file(project):
    assert project.flake8("--select=ASF,E9", "none.py").places == ["none.py:0:1: E902"]


def test_beside_other_plugins(project):
    pytest.importorskip("bugbear")
    pytest.importorskip("flake8_async")
    project.write("a.py", SLEEPS + "\n\ndef f(x=[]):\n    return x\n")
    codes = {place.rpartition(" ")[2] for place in project.flake8("--select=ASF,ASYNC251,B006", "a.py").places}
    assert codes == {"ASF101", "ASYNC251", "B006"}


def test_codes_in_an_ignore_list_of_the_configuration(project):
    project.configure("extend-ignore = ASF101\n")
    project.write("a.py", SLEEPS)
    assert project.flake8("--select=ASF", "a.py").code == 0
