"""The ledger's own tables and arithmetic; the packages themselves are linted by hand (they have to be downloaded)."""

from __future__ import annotations

import ast
import re
import zipfile
from pathlib import Path

import ledger
import pytest
import realbugs
import releases
import triage
from releases import FetchError, Package, fetch, pinned, sources
from triage import Judgement, Place, TriageError, read, write

from flake8_asyncsafe.rules.base import all_rules
from flake8_asyncsafe.settings import Settings

CODES = {rule.code for rule in all_rules()}
DEFECT = "import time\n\n\nasync def tick():\n    time.sleep(1)\n    time.sleep(2)\n"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache with one unpacked release, of which two lines are reported."""
    folder = tmp_path / "demo-1.0" / "demo"
    folder.mkdir(parents=True)
    (folder / "clock.py").write_text(DEFECT, encoding="utf-8")
    (folder / "template.py").write_text("{% not python %}\n", encoding="utf-8")
    return tmp_path


DEMO = Package("demo", "1.0")


# --- the committed tables


def test_at_least_a_dozen_releases_are_pinned_exactly() -> None:
    assert len(pinned()) >= 12
    assert all(re.fullmatch(r"\d+(\.\d+)*", package.version) for package in pinned())


@pytest.mark.parametrize("path", sorted(triage.FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_every_report_is_judged_with_a_reason(path: Path) -> None:
    assert path.stem in {package.name for package in pinned()}
    judged = read(path.stem)
    assert judged
    for place, rows in judged.items():
        assert place.code in CODES, place
        for row in rows:
            assert row.verdict in {"true", "false"}, f"{path.name}: {place} is not judged"
            assert len(row.reason) > 10, f"{path.name}: {place} has no reason"


#: rules that are on although their judged reports are below the promise so far, and why
BELOW: dict[str, str] = {
    "ASF501": "6 of 8: one reader of a file, and one speaker, at a time; on by the rule's own words, the pages say so",
}


def test_rules_that_are_on_keep_their_promise() -> None:
    """95 % of the judged reports are true, or all but one where that is more than 5 %."""
    default = {rule.code for rule in all_rules() if rule.default}
    low = {
        code
        for code, total in ledger.balance([read(package.name) for package in pinned()]).items()
        if code in default and total.false > max(1, 0.05 * (total.true + total.false))
    }
    assert low == set(BELOW)


def test_known_bugs_name_rules_and_reasons() -> None:
    table = realbugs.bugs()
    assert len({bug.id for bug in table}) == len(table) >= 33
    for bug in table:
        assert re.fullmatch(r"ASF\d{3}", bug.code)
        assert bug.line > 0
        assert bug.reason or bug.code in CODES
        assert "not written" not in bug.reason or bug.code not in CODES, f"{bug.id}: {bug.code} is written by now"


# --- reading and writing judgements


def test_judgements_survive_a_round_trip(tmp_path: Path) -> None:
    judged = {
        Place("b.py", 10, "ASF101"): [Judgement("true", "it sleeps"), Judgement("false", 'so "it" was')],
        Place("a.py", 9, "ASF303"): [Judgement("?", "nothing keeps it")],
    }
    write("demo", judged, tmp_path)
    assert read("demo", tmp_path) == judged
    assert (tmp_path / "demo.tsv").read_text(encoding="utf-8").splitlines()[1].startswith("a.py\t9\tASF303")
    write("demo", {}, tmp_path)
    assert not (tmp_path / "demo.tsv").exists()
    assert read("demo", tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("file\tline\n", "first row"),
        ("file\tline\tcode\tverdict\treason\na.py\tx\tASF101\ttrue\tr\n", ":2: a row"),
        ("file\tline\tcode\tverdict\treason\na.py\t1\tASF101\ttrue\n", ":2: a row"),
        ("file\tline\tcode\tverdict\treason\na.py\t1\tASF101\tmaybe\tr\n", "'maybe' is none of"),
    ],
)
def test_broken_tables_are_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "demo.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(TriageError, match=message):
        read("demo", tmp_path)


# --- linting and comparing


def test_lint_counts_lines_and_keeps_places(cache: Path) -> None:
    reports = ledger.lint(DEMO, fetch(DEMO, cache), Settings(rules=frozenset({"ASF101"})))
    assert sorted(reports.found) == [Place("demo/clock.py", 5, "ASF101"), Place("demo/clock.py", 6, "ASF101")]
    assert (reports.lines, reports.async_lines) == (6, 3)


def test_async_lines_are_counted_once() -> None:
    assert (
        ledger.async_lines(ast.parse("async def f():\n    async def g():\n        pass\n\n\ndef h():\n    pass\n")) == 3
    )


def test_sources_of_chosen_roots(cache: Path) -> None:
    (cache / "demo-1.0" / "other.py").write_text("", encoding="utf-8")
    folder = cache / "demo-1.0"
    assert [path.name for path in sources(DEMO, folder)] == ["clock.py", "template.py", "other.py"]
    assert [path.name for path in sources(Package("demo", "1.0", ("demo/clock.py",)), folder)] == ["clock.py"]


def test_reconcile_tells_new_and_gone() -> None:
    first, second = Place("a.py", 1, "ASF101"), Place("a.py", 2, "ASF101")
    reports = ledger.Reports({first: ["one", "two"]})
    kept, new, gone = ledger.reconcile(
        reports, {first: [Judgement("true", "seen")], second: [Judgement("false", "was")]}
    )
    assert kept == {first: [Judgement("true", "seen"), Judgement("?", "two")]}
    assert new == ["a.py:1 ASF101 two"]
    assert gone == ["a.py:2 ASF101 (false)"]


def test_balance_per_rule() -> None:
    place = Place("a.py", 1, "ASF101")
    rows = [Judgement("true", ""), Judgement("true", ""), Judgement("false", ""), Judgement("?", "")]
    total = ledger.balance([{place: rows}])["ASF101"]
    assert (total.true, total.false, total.open) == (2, 1, 1)
    assert total.precision == pytest.approx(2 / 3)
    assert ledger.Balance(open=3).precision is None


# --- the commands


@pytest.fixture
def demo_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "pinned", lambda: [DEMO])


@pytest.mark.usefixtures("demo_only")
def test_the_command_enters_and_compares(cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = tmp_path / "triage"
    tables.mkdir()
    arguments = ["--cache", str(cache), "--triage", str(tables), "-j1"]
    assert ledger.main([*arguments, "--write"]) == 1
    assert "new  demo: demo/clock.py:5 ASF101" in capsys.readouterr().out
    judged = read("demo", tables)
    write("demo", {place: [Judgement("true", "it blocks")] for place in judged}, tables)
    assert ledger.main(arguments) == 0
    out = capsys.readouterr().out
    assert re.search(r"ASF101 +2 +0 +0 +100\.0%", out)
    assert re.search(r"demo +6 +3 +2 +666\.67", out)
    (cache / "demo-1.0" / "demo" / "clock.py").write_text("", encoding="utf-8")
    assert ledger.main(arguments) == 1
    assert "gone demo: demo/clock.py:6 ASF101 (true)" in capsys.readouterr().out


@pytest.mark.usefixtures("demo_only")
@pytest.mark.parametrize(
    ("arguments", "message"), [(["nothing"], "not in packages.toml: nothing"), (["--rule", "ASF999"], "no such rule")]
)
def test_unknown_names_are_usage_errors(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_info:
        ledger.main(arguments)
    assert exit_info.value.code == 2
    assert message in capsys.readouterr().err


def test_a_release_that_cannot_be_had_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", (tmp_path / "no index").as_uri())
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    with pytest.raises(FetchError, match=r"demo 1\.0 cannot be downloaded"):
        fetch(DEMO, tmp_path)
    assert not (tmp_path / "demo-1.0").exists()


def test_a_downloaded_wheel_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def download(command: list[str], **_: object) -> None:
        folder = Path(command[command.index("--dest") + 1])
        folder.mkdir(parents=True)
        with zipfile.ZipFile(folder / "demo-1.0-py3-none-any.whl", "w") as archive:
            archive.writestr("demo/clock.py", DEFECT)

    monkeypatch.setattr(releases.subprocess, "run", download)
    assert (fetch(DEMO, tmp_path) / "demo" / "clock.py").read_text(encoding="utf-8") == DEFECT


def test_known_bugs_are_looked_for_on_their_line(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bug = realbugs.Bug("RB0", DEMO, "demo/clock.py", 6, "ASF101", "")
    assert realbugs.is_found(bug, cache / "demo-1.0")
    assert not realbugs.is_found(realbugs.Bug("RB0", DEMO, "demo/clock.py", 4, "ASF101", ""), cache / "demo-1.0")
    with pytest.raises(FetchError, match="has no"):
        realbugs.is_found(realbugs.Bug("RB0", DEMO, "gone.py", 4, "ASF101", ""), cache / "demo-1.0")
    with pytest.raises(SystemExit):
        realbugs.main(["RB999999"])
    assert "not in realbugs.tsv or realbugs-mined.tsv" in capsys.readouterr().err
