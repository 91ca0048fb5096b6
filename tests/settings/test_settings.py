"""The texts of options become values, or complaints that say what is allowed."""

from __future__ import annotations

import dataclasses
import os

import pytest

from flake8_asyncsafe.settings import (
    OPTIONS,
    Given,
    OptionError,
    Pattern,
    Settings,
    parse_settings,
    wanted_off_rule,
)


def parse(name: str, text: str, directory: str | None = None) -> object:
    settings = parse_settings({name: Given(text) if directory is None else Given(text, directory)})
    return getattr(settings, name.removeprefix("asyncsafe-").replace("-", "_"))


def test_each_option_has_its_field_and_back():
    fields = {field.name for field in dataclasses.fields(Settings)}
    assert {option.attribute for option in OPTIONS} == fields - {"rules"}


def test_each_option_explains_itself():
    for option in OPTIONS:
        assert option.help
        assert option.allowed
        assert option.example.startswith(option.name + " =")
        assert "%" not in option.help


def test_each_example_is_allowed(tmp_path):
    (tmp_path / "lint").mkdir()
    (tmp_path / "lint/apis.toml").write_text("")
    (tmp_path / "backend/src").mkdir(parents=True)
    for option in OPTIONS:
        text = option.example.partition("=")[2].strip()
        assert parse(option.name, text, str(tmp_path)) != getattr(Settings(), option.attribute)


def test_defaults(tmp_path):
    settings = parse_settings({}, str(tmp_path))
    assert settings == Settings(source_roots=(str(tmp_path),))
    (tmp_path / "src").mkdir()
    assert parse_settings({}, str(tmp_path)).source_roots == (str(tmp_path), str(tmp_path / "src"))


def test_settings_can_be_a_key():
    settings = parse_settings({"asyncsafe-blocking-calls": Given("a.b -> use c")})
    assert hash(settings) == hash(parse_settings({"asyncsafe-blocking-calls": Given("a.b  ->  use c")}))
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.cpu = True


@pytest.mark.parametrize("library", ["auto", "asyncio", "trio", "anyio", " trio "])
def test_library(library):
    assert parse("asyncsafe-library", library) == library.strip()


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("On", True), ("1", True), ("no", False), ("FALSE", False)]
)
def test_flag(text, value):
    assert parse("asyncsafe-cpu", text) is value


@pytest.mark.parametrize(
    ("text", "patterns"),
    [
        ("", ()),
        ("fetch", (Pattern("fetch"),)),
        ("a.b -> use c.d (not e)", (Pattern("a.b", "use c.d (not e)"),)),
        ("a.b, c.*", (Pattern("a.b"), Pattern("c.*"))),
        ("\na.b -> one\n\nc.?d -> two\n", (Pattern("a.b", "one"), Pattern("c.?d", "two"))),
        ("a.b, a.b", (Pattern("a.b"),)),
        ("*.fetch, a.[bc]*, a.[!b]x", (Pattern("*.fetch"), Pattern("a.[bc]*"), Pattern("a.[!b]x"))),
        ("a.b -> x -> y", (Pattern("a.b", "x -> y"),)),
        ("модуль.вызов", (Pattern("модуль.вызов"),)),
    ],
)
@pytest.mark.parametrize("name", ["asyncsafe-blocking-calls", "asyncsafe-not-across-await"])
def test_patterns(name, text, patterns):
    assert parse(name, text) == patterns


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (",", "no pattern"),
        ("a.lambda", "keyword 'lambda'"),
        ("None.x", "keyword 'None'"),
        ("a b", "white space"),
        ("a.b => c", "white space"),
        ("a.", "dotted name"),
        (".a", "dotted name"),
        ("a.b()", "dotted name"),
        ("a.]", "dotted name"),
        ("1a.b", "not a Python name"),
        ("->", "no name"),
        ("-> x", "no name"),
        ("a ->", "nothing after"),
        ("**", "every name"),
        ("*.*", "every name"),
        ("ok.fine, a.class", "keyword 'class'"),
    ],
)
@pytest.mark.parametrize("name", ["asyncsafe-blocking-calls", "asyncsafe-not-across-await"])
def test_bad_patterns(name, text, reason):
    with pytest.raises(OptionError, match=f"--{name}: .*{reason}.*; allowed: "):
        parse(name, text)


@pytest.mark.parametrize(
    ("glob", "name", "expected"),
    [("a.b", "a.b", True), ("a.b", "a.B", False), ("a.*", "a.b.c", True), ("*.f", "f", False), ("a.[bc]", "a.c", True)],
)
def test_matching(glob, name, expected):
    assert Pattern(glob).matches(name) is expected


@pytest.mark.parametrize(("glob", "root"), [("a.b", "a"), ("a", "a"), ("*.b", None), ("a*.b", None), ("a.*", "a")])
def test_root_of_a_pattern(glob, root):
    assert Pattern(glob).root == root


def test_paths(tmp_path):
    (tmp_path / "a.toml").write_text("")
    (tmp_path / "b").mkdir()
    assert parse("asyncsafe-catalogue", "a.toml,./a.toml", str(tmp_path)) == (str(tmp_path / "a.toml"),)
    assert parse("asyncsafe-catalogue", str(tmp_path / "a.toml")) == (str(tmp_path / "a.toml"),)
    assert parse("asyncsafe-source-roots", "b, .", str(tmp_path)) == (str(tmp_path / "b"), str(tmp_path))
    for name, text in [
        ("asyncsafe-catalogue", "b"),
        ("asyncsafe-source-roots", "a.toml"),
        ("asyncsafe-source-roots", ""),
    ]:
        with pytest.raises(OptionError, match=name):
            parse(name, text, str(tmp_path))


def test_cache_directory(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    (tmp_path / "file").write_text("")
    (tmp_path / "dangling").symlink_to("nowhere")
    for text, path in [
        ("there", tmp_path / "there"),
        (" not/yet/there\n", tmp_path / "not/yet/there"),
        ("../up, with a comma", tmp_path.parent / "up, with a comma"),
        ("~/cache", tmp_path / "home/cache"),
        (str(tmp_path), tmp_path),
    ]:
        assert parse("asyncsafe-cache-dir", text, str(tmp_path)) == str(path)
    assert parse("asyncsafe-cache-dir", "  ", str(tmp_path)) == ""
    for text in ("file", "file/below/it", "dangling", "a\nb", "a\0b", "~nobody-has-this-name/x"):
        with pytest.raises(OptionError, match=r"--asyncsafe-cache-dir: .*; allowed: the path of a directory"):
            parse("asyncsafe-cache-dir", text, str(tmp_path))
    assert not (tmp_path / "there").exists(), "asking makes nothing"


def test_where_results_are_kept_is_in_no_key(tmp_path):
    plain = parse_settings({}, str(tmp_path))
    moved = parse_settings(
        {"asyncsafe-cache-dir": Given(str(tmp_path)), "asyncsafe-no-cache": Given("yes")}, str(tmp_path)
    )
    assert (moved.cache_dir, moved.no_cache) == (str(tmp_path), True)
    assert moved == plain
    assert hash(moved) == hash(plain)
    assert {entry.name for entry in dataclasses.fields(Settings) if not entry.compare} == {"cache_dir", "no_cache"}


def test_given_text_starts_at_the_current_directory():
    assert Given("x").directory == os.getcwd()


@pytest.mark.parametrize(
    ("selectors", "expected"),
    [
        (["ASF"], False),
        (["A"], False),
        (["ASF121"], True),
        (["ASF1"], True),
        (["ASF12", "E"], True),
        (["ASF2"], False),
        (["ASF1211"], False),
        ([], False),
    ],
)
def test_off_rules_need_more_than_the_bare_prefix(selectors, expected):
    assert wanted_off_rule("ASF121", tuple(selectors)) is expected
