"""The ``flake8-asyncsafe explain`` command: all that speaks for the findings of one line.

A message is one line; the argument behind it may have two sides and half a dozen steps.  This prints it: who does what,
in which order, what goes wrong, and how each side gets to run.
"""

from __future__ import annotations

import ast
import json
import re
import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from flake8_asyncsafe.commands.asked import AskedError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from libcst import CSTNode

    from flake8_asyncsafe.findings import Evidence, Finding
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.rules.base import Rule
    from flake8_asyncsafe.settings import Settings

EPILOG = """\
examples:
  flake8-asyncsafe explain src/shop/poller.py:42            the findings of line 42, also of rules that are off
  flake8-asyncsafe explain src/shop/poller.py:42 --json     for programs

For races, checks that are acted upon too late, lock orders, locks held across await and loops over what others change
it shows the two sides in two columns, in the shortest order of steps that does the harm. The options are those of the
plugin; flake8's configuration is not read, so give here what is configured there.

exit codes:
  0  done
  2  wrong usage: unreadable file, no such line, broken option
"""

_PLACE = re.compile(r"(?P<path>.+?):(?P<line>[0-9]+)(?::[0-9]+)?:?", re.DOTALL)
_WIDTH = 56


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to ask about, and ``--json``; the plugin's own options are added by the caller."""
    parser.epilog = EPILOG
    parser.add_argument("place", metavar="FILE:LINE", help="a line of a Python file, as flake8 prints it")
    parser.add_argument("--json", action="store_true", help="as JSON: a list of findings with their evidence")


def run(arguments: argparse.Namespace, settings: Settings, read: Callable[[str], str]) -> str:
    """Answer and return what to print.

    ``read`` gives the text of a file and may raise what the caller likes.  Raises AskedError and ParseRefusedError.
    """
    from flake8_asyncsafe.model.linking.project import Project
    from flake8_asyncsafe.project.workspace import Workspace

    match = _PLACE.fullmatch(arguments.place)
    if match is None:
        raise AskedError(f"{arguments.place!r} is not FILE:LINE")
    path, line = match["path"], int(match["line"])
    source = read(path)
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError) as error:
        raise AskedError(f"cannot parse {path}: {error}") from None
    lines = source.splitlines()
    if not 1 <= line <= len(lines):
        raise AskedError(f"{path} has {len(lines)} lines, and no line {line}")
    module = Project(Workspace(settings)).model(source, path, tree)
    everything = list(_findings(module))
    found = [(rule, each) for rule, each in everything if module.line(each.node) == line]
    if arguments.json:
        return json.dumps([_record(module, rule, each) for rule, each in found], indent=2)
    if not found:
        return "\n".join(_nothing(module, everything, path, line))
    return "\n\n".join("\n".join(_text(module, path, rule, each)) for rule, each in found)


def _findings(module: Module) -> Iterator[tuple[type[Rule], Finding]]:
    """What every rule finds, the ones that are off included, in order of their codes."""
    from flake8_asyncsafe.rules.base import all_rules

    for rule in all_rules():
        seen: set[tuple[int, str]] = set()
        for finding in rule().check(module):
            key = (module.line(finding.node), finding.message)
            if key not in seen:
                seen.add(key)
                yield rule, finding


def _nothing(module: Module, everything: list[tuple[type[Rule], Finding]], path: str, line: int) -> Iterator[str]:
    yield f"{path}:{line}: no rule finds anything here"
    near = sorted(
        {(module.line(each.node), each.code) for _, each in everything},
        key=lambda each: (abs(each[0] - line), each),
    )
    if near:
        yield f"nearest finding: line {near[0][0]}, {near[0][1]}"


def _text(module: Module, path: str, rule: type[Rule], finding: Finding) -> Iterator[str]:
    line = module.line(finding.node)
    yield f"{path}:{line}: {finding.code} {finding.message}"
    yield f"  {module.source_lines[line - 1].strip()}"
    if finding.evidence is not None:
        yield ""
        yield from _columns(module, finding.evidence())
    else:
        yield from _contexts(module, finding)
    yield ""
    off = "" if rule.default else " (off by default)"
    yield f"  {finding.code} {rule.name}{off}; flake8-asyncsafe rule {finding.code} tells why it is bad and what to do"


def _columns(module: Module, evidence: Evidence) -> Iterator[str]:
    yield from _row("", *evidence.sides)
    yield f"  {'':>4}  {'-' * _WIDTH}  {'-' * _WIDTH}".rstrip()
    for step in evidence.steps:
        cells = ["", ""]
        number = str(module.line(step.node)) if step.node is not None else ""
        cells[step.side] = step.does
        if step.node is not None and module.file(step.node) != module.path:
            cells[step.side], number = f"{step.does} ({module.place(step.node)})", ""
        yield from _row(number, *cells)
    yield ""
    yield f"  outcome: {evidence.outcome}"
    for side, origin in zip(evidence.sides, evidence.origins, strict=True):
        if origin:
            yield f"  {side}"
            yield f"    {origin}"
    for fact in evidence.facts:
        yield f"  {fact}"


def _row(number: str, left: str, right: str) -> Iterator[str]:
    """One row of the two columns, wrapped; the number is that of the line in the file."""
    both = zip_longest(textwrap.wrap(left, _WIDTH), textwrap.wrap(right, _WIDTH), fillvalue="")
    for at, (one, other) in enumerate(both):
        yield f"  {number if at == 0 else '':>4}  {one:<{_WIDTH}}  {other}".rstrip()


def _contexts(module: Module, finding: Finding) -> Iterator[str]:
    """Where the code of a finding without a story runs."""
    from flake8_asyncsafe.model.contexts import Contexts
    from flake8_asyncsafe.model.contexts.words import how
    from flake8_asyncsafe.model.describe.interleaving import who

    functions: dict[CSTNode, Function] = {function.node: function for function in module.functions}
    node: CSTNode | None = finding.node
    while node is not None and node not in functions:
        node = module.parents.get(node)
    if node is None or functions[node].kind == "module":
        return
    function = functions[node]
    for reach in module.ask(Contexts).of(function):
        yield f"  {function.qualname} runs on: {who(reach)}: {how(module, reach)}"


def _record(module: Module, rule: type[Rule], finding: Finding) -> dict[str, Any]:
    evidence = finding.evidence() if finding.evidence is not None else None
    return {
        "code": finding.code,
        "rule": rule.name,
        "line": module.line(finding.node),
        "message": finding.message,
        "evidence": None
        if evidence is None
        else {
            "sides": evidence.sides,
            "origins": evidence.origins,
            "steps": [
                {
                    "side": step.side,
                    "file": module.file(step.node) if step.node is not None else None,
                    "line": module.line(step.node) if step.node is not None else None,
                    "does": step.does,
                }
                for step in evidence.steps
            ],
            "outcome": evidence.outcome,
            "facts": evidence.facts,
        },
    }
