"""The flake8-asyncsafe command."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest

from flake8_asyncsafe import __version__
from flake8_asyncsafe.commands.docs import HEADINGS
from flake8_asyncsafe.rules.base import all_rules

ESCAPE = "\x1b["


def test_help_teaches(run):
    code, out, err = run("--help")
    assert (code, err) == (0, "")
    for part in (
        "rule ASF201",
        "rules",
        "model",
        "effects",
        "cache info",
        "new-rule",
        "exit codes",
        "flake8 --select=ASF",
    ):
        assert part in out


@pytest.mark.parametrize("command", ["rule", "rules", "model", "effects", "cache", "new-rule", "docs"])
def test_each_command_has_help(run, command):
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"flake8-asyncsafe {command}" in out


def test_version(run):
    assert run("--version") == (0, f"flake8-asyncsafe {__version__}\n", "")


@pytest.mark.parametrize(
    "arguments", [[], ["rule"], ["nonsense"], ["rules", "--xml"], ["docs"], ["docs", "--write", "--check"]]
)
def test_wrong_usage(run, arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "--help" in err


def test_module_is_the_command():
    child = subprocess.run(
        [sys.executable, "-m", "flake8_asyncsafe", "--version"], capture_output=True, text=True, check=True
    )
    assert child.stdout.strip().endswith(__version__)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_page_of_each_rule(run, rule):
    code, out, _ = run("rule", rule.code)
    assert code == 0
    assert out.startswith(f"# {rule.name} ({rule.code})\n")
    assert ESCAPE not in out
    assert all(f"## {heading}\n" in out for heading in HEADINGS[:6])


@pytest.mark.parametrize("spelling", ["ASF101", "asf101", "blocking-sleep", "Blocking-Sleep"])
def test_rule_by_code_or_name(run, spelling):
    assert "(ASF101)" in run("rule", spelling)[1]


def test_page_in_a_terminal(run, terminal):
    code, out, _ = run("rule", "ASF101")
    assert code == 0
    assert ESCAPE in out
    assert "```" not in out
    assert "##" not in out


@pytest.mark.parametrize(
    ("wanted", "near"), [("ASF119", "ASF1"), ("ASF1011", "ASF101"), ("thread-lock-over-await", "ASF201")]
)
def test_unknown_rule(run, wanted, near):
    code, out, err = run("rule", wanted)
    assert (code, out) == (2, "")
    assert f"no rule {wanted!r}" in err
    assert near in err


def test_hopelessly_unknown_rule(run):
    code, _, err = run("rule", "zzzz")
    assert code == 2
    assert "flake8-asyncsafe rules" in err


def test_rules(run):
    code, out, _ = run("rules")
    assert code == 0
    assert ESCAPE not in out
    assert [line[:6] for line in out.splitlines()] == [rule.code for rule in all_rules()]


def test_rules_in_a_terminal(run, terminal):
    _, out, _ = run("rules")
    assert all(rule.code in out for rule in all_rules())


def test_rules_as_json(run):
    code, out, _ = run("rules", "--json")
    rows = json.loads(out)
    assert code == 0
    assert [row["code"] for row in rows] == [rule.code for rule in all_rules()]
    assert all(set(row) == {"code", "name", "default", "fixable", "summary"} for row in rows)
    assert {row["code"]: row["default"] for row in rows} == {rule.code: rule.default for rule in all_rules()}


def test_a_reader_that_stops_early():
    child = subprocess.Popen(
        [sys.executable, "-m", "flake8_asyncsafe", "rules", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    child.stdout.close()
    _, errors = child.communicate(timeout=60)
    assert errors == b""


SOURCE = "import time\n\n\nasync def tick():\n    time.sleep(1)\n"


def test_model_of_a_file(run, tmp_path):
    path = tmp_path / "a.py"
    path.write_text(SOURCE)
    code, out, err = run("model", str(path))
    assert (code, err) == (0, "")
    assert "tick" in out
    assert "time.sleep" in out


def test_model_of_standard_input(run, monkeypatch):
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + SOURCE.replace("\n", "\r\n").encode()))
    )
    code, out, _ = run("model", "-")
    assert code == 0
    assert "tick" in out


def test_model_takes_the_options(run, tmp_path):
    path = tmp_path / "a.py"
    path.write_text(SOURCE)
    assert run("model", str(path), "--asyncsafe-library=trio", "--asyncsafe-cpu")[0] == 0
    code, _, err = run("model", str(path), "--asyncsafe-library=twisted")
    assert code == 2
    assert "--asyncsafe-library: 'twisted'" in err
    code, _, err = run("model", str(path), "--asyncsafe-catalogue=none.toml")
    assert code == 2
    assert "none.toml" in err


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"x = '\xff'\n", "cannot decode"),
        (b"# coding: nonsense\n", "cannot decode"),
        (b"def f(:\n", "line 1"),
        (b"x = 1\0\n", "cannot parse"),
        (b"\n" + b"(" * 500 + b")" * 500, "cannot parse"),
    ],
)
def test_model_of_a_broken_file(run, tmp_path, content, complaint):
    path = tmp_path / "a.py"
    path.write_bytes(content)
    code, out, err = run("model", str(path))
    assert (code, out) == (2, "")
    assert complaint in err
    assert "a.py" in err
    assert len(err.splitlines()) == 1


def test_model_of_a_file_that_libcst_refuses(run, tmp_path, monkeypatch):
    from flake8_asyncsafe.syntax.parse import ParseRefusedError

    def refuse(*_: object) -> str:
        raise ParseRefusedError("line 3: why")

    path = tmp_path / "a.py"
    path.write_text(SOURCE)
    monkeypatch.setattr("flake8_asyncsafe.model.describe.functions.describe", refuse)
    code, out, err = run("model", str(path))
    assert (code, out) == (2, "")
    assert "line 3: why" in err


def test_model_of_no_file(run, tmp_path):
    for path in (tmp_path / "none.py", tmp_path):
        code, _, err = run("model", str(path))
        assert code == 2
        assert f"cannot read {path}" in err


@pytest.fixture
def checkout(tmp_path):
    (tmp_path / "flake8_asyncsafe/rules").mkdir(parents=True)
    (tmp_path / "fixtures").mkdir()
    return tmp_path


def test_new_rule(run, checkout):
    code, out, err = run("new-rule", "ASF290", "lock-held-too-long", f"--root={checkout}")
    assert (code, err) == (0, "")
    family = {rule.code: rule.__module__.split(".")[-2] for rule in all_rules()}["ASF201"]
    package = checkout / "flake8_asyncsafe/rules" / family
    rule = package / "asf290_lock_held_too_long.py"
    folder = checkout / "fixtures/ASF290_lock_held_too_long"
    assert {path.name for path in folder.iterdir()} == {"bad.py", "good.py", "edge.py"}
    assert (package / "__init__.py").exists()
    for path in [rule, *folder.iterdir()]:
        compile(path.read_text(), path, "exec")
        assert "<CODE>" not in path.read_text()
        assert os.path.relpath(path, checkout) in out
    assert "class LockHeldTooLong(Rule):" in rule.read_text()


def test_a_new_rule_is_a_rule_with_a_page(run, checkout):
    from flake8_asyncsafe.commands.docs import page_of
    from flake8_asyncsafe.commands.scaffold import RULE, _fill

    namespace = {"__name__": "skeleton"}
    exec(compile(_fill(RULE, "ASF290", "lock-held-too-long"), "skeleton.py", "exec"), namespace)
    page = page_of(namespace["LockHeldTooLong"])
    assert page.folder == "ASF290_lock_held_too_long"
    assert list(namespace["LockHeldTooLong"]().check(None)) == []


@pytest.mark.parametrize(
    ("code", "name", "complaint"),
    [
        ("ASF101", "something-new", "ASF101 exists"),
        ("ASF290", "blocking-sleep", "taken by ASF101"),
        ("ASF29", "a-name", "not a code"),
        ("asf290", "a-name", "not a code"),
        ("ASF2901", "a-name", "not a code"),
        ("XYZ290", "a-name", "not a code"),
        ("ASF290", "A-Name", "not a name"),
        ("ASF290", "a_name", "not a name"),
        ("ASF290", "a--name", "not a name"),
        ("ASF290", "../up", "not a name"),
        ("ASF290", "", "not a name"),
    ],
)
def test_new_rule_refuses(run, checkout, code, name, complaint):
    before = sorted(checkout.rglob("*"))
    status, _, err = run("new-rule", code, name, f"--root={checkout}")
    assert status == 2
    assert complaint in err
    assert sorted(checkout.rglob("*")) == before


def test_new_rule_twice(run, checkout):
    run("new-rule", "ASF290", "some-name", f"--root={checkout}")
    code, _, err = run("new-rule", "ASF290", "some-name", f"--root={checkout}")
    assert code == 2
    assert "exists" in err


def test_new_rule_outside_a_checkout(run, tmp_path):
    code, _, err = run("new-rule", "ASF290", "some-name", f"--root={tmp_path}")
    assert code == 2
    assert "checkout" in err


def test_docs_write_and_check(run, checkout):
    readme = checkout / "README.md"
    code, _, err = run("docs", "--check", f"--root={checkout}")
    assert code == 2
    assert "README.md" in err
    readme.write_text(
        "# x\n<!-- rules: generated by `flake8-asyncsafe docs --write` -->\nOUTDATED\n<!-- end of rules -->\nafter\n"
    )
    code, out, _ = run("docs", "--check", f"--root={checkout}")
    assert code == 1
    assert f"out of date: {readme}" in out
    assert run("docs", "--write", f"--root={checkout}")[0] == 0
    assert run("docs", "--check", f"--root={checkout}") == (0, "", "")
    text = readme.read_text()
    assert text.startswith("# x\n")
    assert text.endswith("\nafter\n")
    assert "OUTDATED" not in text
    assert "| [ASF101](fixtures/ASF101_blocking_sleep/README.md) | blocking-sleep | on |" in text
    assert (checkout / "fixtures/ASF101_blocking_sleep/README.md").is_file()


def test_docs_without_markers(run, checkout):
    (checkout / "README.md").write_text("# x\n")
    code, _, err = run("docs", "--write", f"--root={checkout}")
    assert code == 2
    assert "lacks the lines" in err
