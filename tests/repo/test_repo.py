"""What the repository promises about itself."""

from __future__ import annotations

import ast
import re
import tomllib
from configparser import ConfigParser
from pathlib import Path

import pytest

from flake8_asyncsafe import __version__
from flake8_asyncsafe.catalogue.loader import load_catalogue
from flake8_asyncsafe.commands.docs import code_blocks, generated_files, page_of, stale_files
from flake8_asyncsafe.rules.base import all_rules
from flake8_asyncsafe.settings import OPTIONS, Given, parse_settings

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "flake8_asyncsafe"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 500

# Who may import whom: each layer sees itself and those after it.  Modules of the package's top level that are data
# (settings, findings) belong to everybody.
LAYERS = [
    {"plugin", "cli", "__main__"},
    {"commands"},
    {"migration"},
    {"engine"},
    {"rules"},
    {"fixes"},
    {"model"},
    {"project"},
    {"catalogue"},
    {"syntax"},
]
# syntax.gate is built from the catalogue; nothing else of syntax may know it
SAME_LEVEL = {("syntax", "catalogue")}
SHARED = {"settings", "findings", ""}
ALLOWED_ROOT_ENTRIES = {
    "flake8_asyncsafe",
    "tests",
    "fixtures",
    "pyproject.toml",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> list[tuple[int, str]]:
    """Return the modules that a file imports anywhere, except for type checking only, with the line."""
    found = []
    stack: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            stack += node.orelse
            continue
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{relative(path)}:{node.lineno}: imports are absolute"
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
        stack += ast.iter_child_nodes(node)
    return found


def layer_of(part: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if part in names)


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_imports_go_one_way(path):
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    own = "" if own == "__init__" else own
    for line, name in imports(path):
        if not name.startswith("flake8_asyncsafe"):
            continue
        part = name.split(".")[1]
        if part in SHARED or part.startswith("__") or part == own or (own, part) in SAME_LEVEL:
            continue
        assert own not in SHARED, f"{relative(path)}:{line} belongs to every layer and must not import {part}"
        assert layer_of(own) <= layer_of(part), f"{relative(path)}:{line} imports {part} from above"


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_only_the_adapter_imports_flake8(path):
    if path.name != "plugin.py":
        assert not [(line, name) for line, name in imports(path) if name.split(".")[0] == "flake8"]


@pytest.mark.parametrize("path", [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))], ids=relative)
def test_no_file_is_too_long(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_every_directory_of_the_package_is_a_package():
    for directory in {path.parent for path in MODULES}:
        assert (directory / "__init__.py").is_file(), directory


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_each_rule_is_complete(rule):
    page = page_of(rule)
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", rule.name)
    stem = f"{rule.code.lower()}_{rule.name.replace('-', '_')}"
    assert rule.__module__.endswith(f".{stem}"), "one rule, one file, named after it"
    assert "\n" not in rule.message
    assert not rule.message.endswith(".")
    assert "pluiee.github.io" in dict(page.sections)["Drawn from"] or rule.code == "ASF000"


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.code != "ASF000"], ids=lambda rule: rule.code)
def test_each_rule_has_fixtures(rule):
    folder = ROOT / "fixtures" / page_of(rule).folder
    for name in ("bad.py", "good.py", "edge.py"):
        assert (folder / name).is_file(), f"{relative(folder)} lacks {name}"
    assert f"# expect: {rule.code}" in (folder / "bad.py").read_text(encoding="utf-8")


def test_no_fixture_folder_without_a_rule():
    known = {page_of(rule).folder for rule in all_rules()}
    folders = {path.name for path in (ROOT / "fixtures").glob("ASF*") if path.is_dir()}
    assert folders <= known


def test_names_and_codes_are_unique():
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules) > 0


def test_generated_pages_are_current():
    stale = stale_files(generated_files([page_of(rule) for rule in all_rules()], ROOT))
    assert not stale, "run: flake8-asyncsafe docs --write"


def test_changelog_names_the_version():
    versions = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] == "Unreleased"
    assert versions[1] == __version__


def test_top_level_stays_small():
    entries = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    generated = {"build", "dist", "__pycache__"} | {path.name for path in ROOT.glob("*.egg-info")}
    assert entries - generated <= ALLOWED_ROOT_ENTRIES


README = (ROOT / "README.md").read_text(encoding="utf-8")


def readme_block(language: str, containing: str) -> str:
    return next(text for kind, text in code_blocks(README) if kind == language and containing in text)


def test_readme_names_each_option_and_its_examples_are_allowed(tmp_path):
    (tmp_path / "lint").mkdir()
    (tmp_path / "lint/apis.toml").write_text("")
    (tmp_path / "backend/src").mkdir(parents=True)
    config = ConfigParser(interpolation=None)
    config.read_string(readme_block("ini", "[flake8]"))
    given = {}
    for option in OPTIONS:
        assert f"| `{option.name}` | {f'`{option.default}`' if option.default else 'none'} |" in README
        given[option.name] = Given(config["flake8"][option.name], str(tmp_path))
    parse_settings(given)


def test_catalogue_example_of_the_readme(tmp_path):
    path = tmp_path / "apis.toml"
    path.write_text(readme_block("toml", "[[api]]"), encoding="utf-8")
    api = load_catalogue((str(path),)).apis["mylib.Client.fetch"]
    assert api.blocks
    assert api.evidence == "https://docs.example.org/mylib/client.html#mylib.Client.fetch"
    tomllib.loads(readme_block("toml", "external"))


def test_code_example_of_the_readme_reports_what_it_says():
    from flake8_asyncsafe.engine import analyse

    source = readme_block("python", "class Rates")
    settings = parse_settings({})
    rules = frozenset(rule.code for rule in all_rules() if rule.default)
    reports = analyse(source, "rates.py", type(settings)(rules=rules))
    said = {
        (number, match[1])
        for number, line in enumerate(source.splitlines(), 1)
        if (match := re.search(r"# (ASF\d{3})$", line))
    }
    assert {(report.line, report.code) for report in reports} == said


def test_readme_links_lead_somewhere():
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
