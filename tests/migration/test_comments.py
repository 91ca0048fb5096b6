"""``# noqa`` comments become ours, byte for byte beside the codes."""

from __future__ import annotations

import pytest

from flake8_asyncsafe.migration.comments import rewritten
from flake8_asyncsafe.migration.notes import Notes, UnreadableError


def migrate(source: str) -> tuple[str, list[str]]:
    notes = Notes()
    return rewritten(source.encode(), "a.py", notes).decode(), notes.lines()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# noqa: ASYNC100", "# noqa: ASF406"),
        ("# noqa:ASYNC100", "# noqa:ASF406"),
        ("#noqa : async100", "#noqa : ASF406"),
        ("# NOQA: ASYNC100,E501", "# NOQA: ASF406,E501"),
        ("# noqa: E501, ASYNC100", "# noqa: E501, ASF406"),
        ("# noqa: E501 ASYNC100", "# noqa: E501 ASF406"),
        ("# noqa:ASYNC100 # the server stops us", "# noqa:ASF406 # the server stops us"),
        ("# noqa: ASYNC100 - the server stops us", "# noqa: ASF406 - the server stops us"),
        ("# noqa: ASYNC102", "# noqa: ASF402,ASF403"),
        ("# noqa: ASYNC102, E501", "# noqa: ASF402, ASF403, E501"),
        ("# noqa: ASYNC220,ASYNC221", "# noqa: ASF103"),
        ("# noqa: ASYNC210, ASF102", "# noqa: ASF102"),
        ("# noqa: RUF006", "# noqa: ASF303"),
        ("# noqa: RUF029, RUF100", "# noqa: ASF322, RUF100"),
        ("# noqa: ASYNC22", "# noqa: ASF103"),
        ("# type: ignore # noqa: ASYNC251", "# type: ignore # noqa: ASF101"),
        ("# flake8: noqa: ASYNC251", "# flake8: noqa: ASF101"),
        ("# ruff: noqa: ASYNC251", "# flake8: noqa: ASF101"),
        ("# noqa", "# noqa"),
        ("# noqa: E501", "# noqa: E501"),
        ("# noqa: RUF001", "# noqa: RUF001"),
        ("# about ASYNC100 and noqa", "# about ASYNC100 and noqa"),
    ],
)
def test_comment(before: str, after: str) -> None:
    new, told = migrate(f"x = 1  {before}\n")
    assert new == f"x = 1  {after}\n"
    assert told == []


@pytest.mark.parametrize("comment", ["# noqa: ASYNC106", "# noqa: ASYNC106,E501", "# noqa: ASYNC999"])
def test_code_without_counterpart_stays_and_is_told(comment: str) -> None:
    source = f"\nimport x  {comment}\n"
    new, told = migrate(source)
    assert new == source
    assert len(told) == 1
    assert told[0].startswith("a.py:2: ASYNC")
    assert "stays" in told[0]


def test_comment_for_ruff_with_other_codes_stays_and_is_told() -> None:
    source = "# ruff: noqa: ASYNC251, E501\n"
    assert migrate(source)[0] == source
    assert "by hand" in migrate(source)[1][0]


def test_strings_are_no_comments() -> None:
    source = 'x = "# noqa: ASYNC100"\ny = """\n# noqa: ASYNC100\n"""\nf"{x}# noqa: ASYNC100"\n'
    assert migrate(source) == (source, [])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("cookie", "encoding"), [("", "utf-8"), ("# coding: latin-1", "latin-1"), ("", "utf-8-sig"), ("\f", "utf-8")]
)
def test_encodings_and_line_ends_stay(end: str, cookie: str, encoding: str) -> None:
    source = end.join([cookie, "é = 'ü'  # noqa: ASYNC100", "\tif_ = 1 ;  # ß  noqa" if not cookie else "", "last = 1"])
    source = source.replace("\tif_", "if_")
    expected = source.replace("ASYNC100", "ASF406")
    assert rewritten(source.encode(encoding), "a.py", Notes()) == expected.encode(encoding)


@pytest.mark.parametrize(
    "data", [b"x = (  # noqa: ASYNC100\n", b"# coding: nonsense\n# noqa\n", b"\xff\n# noqa: ASYNC100\n", b"\0# noqa\n"]
)
def test_what_is_not_python_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        rewritten(data, "a.py", Notes())


def test_twice_is_once() -> None:
    once, _ = migrate("x = 1  # noqa: ASYNC102,ASYNC106, E501\n")
    assert migrate(once)[0] == once
