"""The ``flake8-asyncsafe traits`` command: whether objects of a type are Send and Sync, and why not.

Types are named as ``package.module:Class`` or ``path/to/file.py:Class``, those of libraries by their own name.  Nothing
is imported or run.
"""

from __future__ import annotations

import ast
import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.loader import load_catalogue
from flake8_asyncsafe.commands.asked import AskedError, asked_of
from flake8_asyncsafe.model.describe.subjects import SubjectError, class_named
from flake8_asyncsafe.project.layout import identify
from flake8_asyncsafe.project.workspace import Workspace

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from flake8_asyncsafe.model.traits.report import TraitFacts, Verdict
    from flake8_asyncsafe.settings import Settings

EPILOG = """\
examples:
  flake8-asyncsafe traits shop.orders:Orders        a class: its own verdict, and that of each attribute
  flake8-asyncsafe traits src/shop/orders.py:Orders       the same by the path of the file
  flake8-asyncsafe traits shop.orders               every class of the module
  flake8-asyncsafe traits sqlite3:Connection        a type of a library that the catalogue knows
  flake8-asyncsafe traits shop.orders --json        for programs

Send: an object may be made on one thread and used on another. Sync: several threads may use it at the same time. As in
Rust a class has them if what it holds has them; a class with a lock of its own is taken to use it for what it holds.
The options are those of the plugin; flake8's configuration is not read, so give here what is configured there.

exit codes:
  0  done
  2  wrong usage: no such module or class, unreadable file, broken option
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to ask about, and ``--json``; the plugin's own options are added by the caller."""
    parser.epilog = EPILOG
    parser.add_argument("type", metavar="MODULE[:CLASS]", help="a class or module; or FILE[:CLASS]; or a known type")
    parser.add_argument("--json", action="store_true", help="as JSON: a list of types with verdicts and reasons")


def run(arguments: argparse.Namespace, settings: Settings, read: Callable[[str], str]) -> str:
    """Answer and return what to print.

    ``read`` gives the text of a file and may raise what the caller likes.  Raises AskedError and ParseRefusedError.
    """
    facts = list(_facts(arguments.type, settings, read))
    if arguments.json:
        return json.dumps([asdict(each) for each in facts], indent=2)
    if not facts:
        return f"{arguments.type}: no classes"
    return "\n\n".join("\n".join(_text(each)) for each in facts)


def _facts(text: str, settings: Settings, read: Callable[[str], str]) -> Iterator[TraitFacts]:
    from flake8_asyncsafe.model.linking.project import Project
    from flake8_asyncsafe.model.traits.report import TraitReports, of_entry

    workspace = Workspace(settings)
    catalogue = load_catalogue(settings.catalogue)
    known = catalogue.types.get(catalogue.canonical(text.replace(":", ".")))
    if known is not None:
        yield of_entry(known)
        return
    target = asked_of(text, workspace)
    source = read(target.path)
    module = Project(workspace).model(source, target.path, ast.parse(source))
    reports = TraitReports(module)
    try:
        classes = [class_named(module, target.name)] if target.name else module.lowering.classes
    except SubjectError as error:
        raise AskedError(str(error)) from None
    called = target.module or identify(target.path, settings.source_roots).name
    for cls in classes:
        facts = reports.of(cls)
        yield facts if cls.is_stub else replace(facts, name=f"{called}:{facts.name}")


def _text(facts: TraitFacts) -> Iterator[str]:
    yield facts.name
    if facts.file:
        lock = ", has a lock of its own" if facts.owns_lock else ""
        yield f"  {facts.file}{f':{facts.line}' if facts.line else ''}  class{lock}"
    yield from _verdict("Send", "may go to another thread", facts.send)
    yield from _verdict("Sync", "may be used by several threads at a time", facts.sync)
    if facts.attributes:
        yield "  attributes"
        width = max(len(each.name) for each in facts.attributes)
        for each in facts.attributes:
            yield f"    {each.name:<{width}}  Send {each.send}, Sync {each.sync}: {each.type}"


def _verdict(name: str, meaning: str, verdict: Verdict) -> Iterator[str]:
    yield f"  {name} ({meaning}): {verdict.answer}"
    for reason in verdict.reasons:
        yield f"    {f'.{reason.what}: ' if reason.what else ''}{reason.type}"
        yield f"      {reason.why}"
        if reason.evidence:
            yield f"      {reason.evidence}"
