"""The ``flake8-asyncsafe effects`` command: what a function does to an event loop, and what is not known of it.

Functions are named as ``package.module:function`` or ``path/to/file.py:function``.  Nothing is imported: names are
looked up below the source roots, as they are for a linted file in the current directory.
"""

from __future__ import annotations

import json
import tokenize
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from flake8_asyncsafe.commands.asked import AskedError, asked_of
from flake8_asyncsafe.model.describe.subjects import Subject, SubjectError, all_of, named
from flake8_asyncsafe.model.describe.words import shown
from flake8_asyncsafe.project.layout import identify
from flake8_asyncsafe.project.workspace import Workspace

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from flake8_asyncsafe.model.describe.effects import Chain, Facts
    from flake8_asyncsafe.settings import Settings


EPILOG = """\
examples:
  flake8-asyncsafe effects shop.orders:order            a function
  flake8-asyncsafe effects shop.orders:Orders.count     a method; inherited ones too
  flake8-asyncsafe effects shop.orders:Orders           what making one of its objects runs
  flake8-asyncsafe effects shop.orders                  every function of the module that has an effect
  flake8-asyncsafe effects src/shop/orders.py:order     the same by the path of the file
  flake8-asyncsafe effects shop.orders:order --json     for programs

What is not known has no effect, so a finding that is missing has its reason under "leads nowhere". The options are
those of the plugin; flake8's configuration is not read, so give here what is configured there.

exit codes:
  0  done
  2  wrong usage: no such module or function, unreadable file, broken option
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to ask about, and ``--json``; the plugin's own options are added by the caller."""
    parser.epilog = EPILOG
    parser.add_argument("function", metavar="MODULE[:NAME]", help="a function, method, class or module; or FILE[:NAME]")
    parser.add_argument(
        "--json", action="store_true", help="as JSON: source_roots, and functions with all that is known"
    )


def run(arguments: argparse.Namespace, settings: Settings, read: Callable[[str], str]) -> str:
    """Answer and return what to print.

    ``read`` gives the text of the file that is asked about and may raise what the caller likes.  Raises AskedError,
    and ParseRefusedError if libcst refuses that file.
    """
    from flake8_asyncsafe.model.describe.effects import Reports
    from flake8_asyncsafe.model.linking.project import Project

    workspace = Workspace(settings)
    target = asked_of(arguments.function, workspace)

    def text(path: str) -> str:
        if path == target.path:
            return read(path)
        with tokenize.open(path) as file:
            return file.read()

    reports = Reports(Project(workspace), text)
    module = reports.module(target.path)
    try:
        subjects = named(module, target.name) if target.name else all_of(module)
        facts = [reports.facts(module, each.function, each.receiver) for each in _distinct(subjects)]
    except SubjectError as error:
        raise AskedError(str(error)) from None
    # below several roots a module has several names: it is called here as it was asked for, or as it is imported
    called = target.module or identify(target.path, settings.source_roots).name
    file = shown(target.path)
    facts = [replace(each, module=called) if each.file == file else each for each in facts]
    roots = tuple(shown(root) for root in workspace.roots(target.path))
    if arguments.json:
        return json.dumps({"source_roots": roots, "functions": [asdict(each) for each in facts]}, indent=2)
    if target.name:
        return "\n".join(_of_name(f"{called}:{target.name}", facts, roots))
    return "\n".join(_of_module(called, facts))


def _distinct(subjects: list[Subject]) -> list[Subject]:
    return list(dict.fromkeys(subjects))


# -- what is said ---------------------------------------------------------------------------------------------------


def _of_name(asked: str, facts: list[Facts], roots: tuple[str, ...]) -> Iterator[str]:
    if not facts:
        yield f"{asked}: a class without a constructor of its own; to make an object of it runs nothing in sight"
    for number, each in enumerate(facts):
        if number:
            yield ""
        yield from _function(each, asked)
        yield from _unknown(each)
    yield ""
    yield f"source roots: {', '.join(roots)}"


def _of_module(name: str, facts: list[Facts]) -> Iterator[str]:
    shown_facts = [each for each in facts if each.has_effect]
    for each in shown_facts:
        yield from _function(each)
        yield ""
    others = sum(1 for each in facts if each.name and not each.has_effect)
    if others or not shown_facts:
        some = f"{others} {'other ' if shown_facts else ''}{'function' if others == 1 else 'functions'}"
        yield f"{name}: {some} without an effect that is known; ask for one to see what is not known of it"


def _function(facts: Facts, asked: str = "") -> Iterator[str]:
    name = f"{facts.module}{f':{facts.name}' if facts.name else ''}"
    yield name if asked in {"", name} else f"{asked} is {name}"
    yield f"  {facts.file}:{facts.line}  {facts.kind}"
    if facts.kind != "module, when it is imported":
        known = facts.returns.replace(" | ?", " or something not known") or "not known"
        yield f"  {'yields' if facts.is_generator else 'returns'}: {known}"
    if facts.is_async:
        word = "blocks the loop that runs it" if facts.blocks else "blocks: nothing that is known"
    else:
        word = "blocks" if facts.blocks else "blocks: no, as far as is known"
    yield from _chains(word, facts.blocks)
    if facts.accepted:
        yield from _chains("blocks, but a noqa comment accepts it, so callers are not told", facts.accepted)
    if facts.loops:
        yield from _chains("runs an event loop", facts.loops)
    if facts.starts:
        yield "  starts"
        for started in facts.starts:
            yield f"    {facts.file}:{started.line}  {started.api} runs {started.what}: {started.where}"


def _chains(word: str, chains: tuple[Chain, ...]) -> Iterator[str]:
    yield f"  {word}"
    for chain in chains:
        yield f"    {f'{chain.category}: ' if chain.category else ''}{chain.api}"
        for step in chain.steps:
            yield f"      {step.file}:{step.line}  {step.function}: {step.does}"


def _unknown(facts: Facts) -> Iterator[str]:
    if facts.unknown:
        yield "  leads nowhere, here and in what is called from here"
        for found in facts.unknown:
            yield f"    {found.file}:{found.line}  {found.function}: {found.call}"
            yield f"      {found.reason}: {found.detail}"
