"""The ``flake8-asyncsafe`` command: rules, the model of a file, effects of functions, the cache, a new rule's files.

Linting itself is flake8's job.  Every complaint is one line on standard error and exit code 2.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import io
import json
import os
import sys
import tokenize
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from flake8_asyncsafe import __version__
from flake8_asyncsafe.catalogue.loader import CatalogueError, load_catalogue
from flake8_asyncsafe.commands import cache, contexts, effects, explain, migrate, traits
from flake8_asyncsafe.commands.asked import AskedError
from flake8_asyncsafe.commands.docs import DocsError, Page, generated_files, page_of, stale_files, to_markdown
from flake8_asyncsafe.settings import OPTIONS, Given, OptionError, parse_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from flake8_asyncsafe.rules.base import Rule
    from flake8_asyncsafe.settings import Settings

DONE, STALE, WRONG = 0, 1, 2
READABLE = 100  # columns; wider prose is hard to read

DESCRIPTION = """\
Explains the rules of the flake8 plugin and shows what it knows about a file.
To lint, run flake8 itself: flake8 --select=ASF path/to/code
"""
EPILOG = """\
examples:
  flake8-asyncsafe rule ASF201            what the rule finds, why, and what to write instead
  flake8-asyncsafe rules                  all rules in one table (--json for programs)
  flake8-asyncsafe model src/app.py       the concurrency model of a file, as the rules see it
  flake8-asyncsafe effects shop.orders:order        what a function blocks on, by which way, and what is not known
  flake8-asyncsafe contexts src/app.py    on which thread, task or process each function may run, and why
  flake8-asyncsafe explain src/app.py:42  the evidence for the findings of a line: who does what, in which order
  flake8-asyncsafe traits shop.orders:Orders        whether its objects are Send and Sync, and why not
  flake8-asyncsafe cache info             where results are kept, how many, and whether they are used
  flake8-asyncsafe migrate --write src    from flake8-async, or ruff's ASYNC rules: noqa comments and configuration
  flake8-asyncsafe new-rule ASF290 my-rule-name     in a checkout: the files of a new rule
  flake8-asyncsafe docs --check           in a checkout: are the generated pages up to date?

exit codes:
  0  done
  1  docs --check: a generated file is out of date
  2  wrong usage: unknown rule, module or function, unreadable file, malformed code or name, broken option,
     a cache that cannot be cleared, a file that cannot be migrated
"""


class ComplaintError(Exception):
    """Something the user can put right, in one line."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Complain with the way to more help instead of a usage dump."""
        self.exit(WRONG, f"{self.prog}: {message}\n(try: {self.prog} --help)\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except ComplaintError as complaint:
        print(f"flake8-asyncsafe: {complaint}", file=sys.stderr)
        return WRONG
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return code


def _parser() -> argparse.ArgumentParser:
    shape: dict[str, Any] = {"formatter_class": argparse.RawDescriptionHelpFormatter}
    parser = _Parser(prog="flake8-asyncsafe", description=DESCRIPTION, epilog=EPILOG, **shape)
    parser.add_argument("--version", action="version", version=f"flake8-asyncsafe {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        made.set_defaults(run=run)
        return made

    rule = command("rule", _rule, "show the page of one rule")
    rule.add_argument("rule", metavar="CODE", help="a code such as ASF201, or the rule's name")

    rules = command("rules", _rules, "list all rules")
    rules.add_argument("--json", action="store_true", help="as JSON: code, name, default, fixable, summary")

    model = command("model", _model, "print the concurrency model of a file")
    model.add_argument("file", metavar="FILE", help="a Python file, or - for standard input")
    _add_options(model)

    of_function = command(
        "effects", _asking(effects), "say what a function blocks on, runs and starts, and what is not known"
    )
    of_function.formatter_class = argparse.RawDescriptionHelpFormatter
    effects.add_arguments(of_function)
    _add_options(of_function)

    of_file = command("contexts", _contexts, "say on which thread, task or process each function of a file may run")
    of_file.formatter_class = argparse.RawDescriptionHelpFormatter
    contexts.add_arguments(of_file)
    _add_options(of_file)

    of_line = command(
        "explain", _asking(explain), "show the evidence for the findings of a line: who does what, and when"
    )
    of_line.formatter_class = argparse.RawDescriptionHelpFormatter
    explain.add_arguments(of_line)
    _add_options(of_line)

    of_type = command(
        "traits", _asking(traits), "say whether objects of a type may go to another thread, and be shared"
    )
    of_type.formatter_class = argparse.RawDescriptionHelpFormatter
    traits.add_arguments(of_type)
    _add_options(of_type)

    cache.add_commands(command("cache", _cache, "look at the results that are kept between runs, or remove them"))

    move = command("migrate", migrate.run, "replace flake8-async and ruff's ASYNC rules: comments and configuration")
    move.formatter_class = argparse.RawDescriptionHelpFormatter
    migrate.add_arguments(move)

    new = command("new-rule", _new_rule, "write the rule file and the fixture folder of a new rule")
    new.add_argument("code", metavar="CODE", help="a free code, such as ASF290")
    new.add_argument("name", metavar="NAME", help="kebab case; reads well after 'allow': thread-lock-across-await")

    docs = command("docs", _docs, "write or check the pages that are generated from the rules' docstrings")
    mode = docs.add_mutually_exclusive_group(required=True)
    mode.add_argument("--write", action="store_true", help="bring README.md and fixtures/*/README.md up to date")
    mode.add_argument("--check", action="store_true", help="name what is out of date, and exit with 1")

    for of_checkout in (new, docs):
        of_checkout.add_argument("--root", type=Path, default=Path(), help="the checkout (default: here)")
    return parser


def _add_options(parser: argparse.ArgumentParser) -> None:
    """Declare the plugin's own options."""
    for option in OPTIONS:
        given: dict[str, Any] = {"metavar": option.metavar} if option.metavar else {"action": "store_true"}
        parser.add_argument(f"--{option.name}", help=option.help, dest=option.attribute, **given)


def _settings(arguments: argparse.Namespace) -> Settings:
    """The settings that the plugin's options make."""
    given = {
        option.name: Given("true" if value is True else value)
        for option in OPTIONS
        if (value := getattr(arguments, option.attribute))
    }
    try:
        settings = parse_settings(given)
        load_catalogue(settings.catalogue)
    except (OptionError, CatalogueError) as error:
        raise ComplaintError(str(error)) from None
    return settings


def _all_rules() -> tuple[type[Rule], ...]:
    from flake8_asyncsafe.rules.base import RuleError, all_rules

    try:
        return all_rules()
    except RuleError as error:
        raise ComplaintError(f"a rule is declared wrongly: {error}") from None


def _page(rule: type[Rule]) -> Page:
    try:
        return page_of(rule)
    except DocsError as error:
        raise ComplaintError(str(error)) from None


def _find(wanted: str) -> type[Rule]:
    rules = {rule.code: rule for rule in _all_rules()}
    by_name = {rule.name: rule for rule in rules.values()}
    found = rules.get(wanted.upper()) or by_name.get(wanted.lower())
    if found is not None:
        return found
    near = [
        *difflib.get_close_matches(wanted.upper(), rules, n=3, cutoff=0.8),
        *(by_name[name].code for name in difflib.get_close_matches(wanted.lower(), by_name, n=2, cutoff=0.5)),
    ]
    hint = ", ".join(f"{code} ({rules[code].name})" for code in dict.fromkeys(near))
    near_text = f"near it: {hint}" if hint else "`flake8-asyncsafe rules` lists them"
    raise ComplaintError(f"there is no rule {wanted!r}; {near_text}")


def _rule(arguments: argparse.Namespace) -> int:
    markdown = to_markdown(_page(_find(arguments.rule)))
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()
    if console.is_terminal:
        console.print(Markdown(markdown), width=min(console.width, READABLE))
    else:
        sys.stdout.write(markdown)
    return DONE


def _rules(arguments: argparse.Namespace) -> int:
    pages = [_page(rule) for rule in _all_rules()]
    if arguments.json:
        rows = [
            {"code": p.code, "name": p.name, "default": p.default, "fixable": p.fixable, "summary": p.summary}
            for p in pages
        ]
        print(json.dumps(rows, indent=2))
        return DONE
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        width = max((len(page.name) for page in pages), default=0)
        for page in pages:
            print(f"{page.code}  {page.name:{width}}  {'on ' if page.default else 'off'}  {page.summary}")
        return DONE
    from rich.markdown import Markdown
    from rich.table import Table

    table = Table("code", "name", "default", "what it finds")
    for page in pages:
        table.add_row(page.code, page.name, "on" if page.default else "off", Markdown(page.summary))
    console.print(table)
    return DONE


def _read(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise ComplaintError(f"cannot read {name}: {error.strerror}") from None
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        source = io.TextIOWrapper(io.BytesIO(data), encoding).read()
    except (SyntaxError, UnicodeDecodeError) as error:
        raise ComplaintError(f"cannot decode {name}: {error}") from None
    try:
        ast.parse(source)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise ComplaintError(f"cannot parse {name}{f', line {line}' if line else ''}: {error.args[0]}") from None
    except (RecursionError, MemoryError):
        raise ComplaintError(f"cannot parse {name}: it is nested too deeply") from None
    return source


def _model(arguments: argparse.Namespace) -> int:
    settings = _settings(arguments)
    source = _read(arguments.file)
    from flake8_asyncsafe.model.describe.functions import describe
    from flake8_asyncsafe.model.linking.project import Project
    from flake8_asyncsafe.project.workspace import Workspace
    from flake8_asyncsafe.syntax.parse import ParseRefusedError

    path = "<stdin>" if arguments.file == "-" else arguments.file
    try:
        print(describe(source, path, settings, Project(Workspace(settings))).rstrip("\n"))
    except ParseRefusedError as error:
        raise ComplaintError(f"cannot parse {arguments.file} with libcst, though it is Python: {error}") from None
    return DONE


def _contexts(arguments: argparse.Namespace) -> int:
    settings = _settings(arguments)
    from flake8_asyncsafe.syntax.parse import ParseRefusedError

    try:
        print(contexts.run(arguments, settings, _read))
    except ParseRefusedError as error:
        raise ComplaintError(f"cannot parse {arguments.file} with libcst, though it is Python: {error}") from None
    return DONE


def _asking(command: ModuleType) -> Callable[[argparse.Namespace], int]:
    """What runs a command of its own module that answers a question about code, and complains as all of them do."""

    def answer(arguments: argparse.Namespace) -> int:
        settings = _settings(arguments)
        from flake8_asyncsafe.syntax.parse import ParseRefusedError

        try:
            print(command.run(arguments, settings, _read))
        except AskedError as error:
            raise ComplaintError(str(error)) from None
        except ParseRefusedError as error:
            raise ComplaintError(f"libcst cannot parse the file, though it is Python: {error}") from None
        return DONE

    return answer


def _cache(arguments: argparse.Namespace) -> int:
    try:
        print(cache.run(arguments))
    except (OptionError, cache.CacheError) as error:
        raise ComplaintError(str(error)) from None
    return DONE


def _new_rule(arguments: argparse.Namespace) -> int:
    from flake8_asyncsafe.commands.scaffold import ScaffoldError, create_rule

    try:
        files = create_rule(arguments.code, arguments.name, arguments.root, _all_rules())
    except (ScaffoldError, OSError) as error:
        raise ComplaintError(str(error)) from None
    for path in files:
        print(f"wrote {path}")
    print("next: fill in bad.py so that harm() returns True, then the rule, then `flake8-asyncsafe docs --write`")
    return DONE


def _docs(arguments: argparse.Namespace) -> int:
    try:
        files = generated_files([_page(rule) for rule in _all_rules()], arguments.root)
        stale = stale_files(files)
        if arguments.write:
            for path in stale:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(files[path], encoding="utf-8")
                print(f"wrote {path}")
            return DONE
    except (DocsError, OSError) as error:
        raise ComplaintError(str(error)) from None
    for path in stale:
        print(f"out of date: {path}")
    return STALE if stale else DONE
