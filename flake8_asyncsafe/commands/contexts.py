"""The ``flake8-asyncsafe contexts`` command: where each function of a file may run, and by which chain.

Nothing is imported or run.  What the file calls in other modules of the project is looked up as in linting.
"""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING, Any

from flake8_asyncsafe.model.calls.sites import Site

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from libcst import CSTNode

    from flake8_asyncsafe.model.contexts import Contexts, Reach
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.settings import Settings

EPILOG = """\
examples:
  flake8-asyncsafe contexts src/shop/poller.py          every function of which it is known where it runs
  flake8-asyncsafe contexts src/shop/poller.py --json   for programs

A function that nobody in sight starts or calls has no context, and the rules on threads are quiet about it. `many` says
that several may run at once, `own object` that each of them has a `self` of its own. The options are those of the
plugin; flake8's configuration is not read, so give here what is configured there.

exit codes:
  0  done
  2  wrong usage: unreadable file, broken option
"""

_WORDS = {
    "main": "the module's own code",
    "caller": "its callers' thread",
    "task": "event loop, as a task",
    "loop-callback": "event loop, as a callback",
    "thread": "another thread",
    "process": "another process",
    "signal": "signal handler",
    "finaliser": "finaliser",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to ask about, and ``--json``; the plugin's own options are added by the caller."""
    parser.epilog = EPILOG
    parser.add_argument("file", metavar="FILE", help="a Python file, or - for standard input")
    parser.add_argument("--json", action="store_true", help="as JSON: a list of functions with their contexts")


def run(arguments: argparse.Namespace, settings: Settings, read: Callable[[str], str]) -> str:
    """Answer and return what to print.

    ``read`` gives the text of a file and may raise what the caller likes.  Raises ParseRefusedError.
    """
    from flake8_asyncsafe.model.contexts import Contexts
    from flake8_asyncsafe.model.linking.project import Project
    from flake8_asyncsafe.project.workspace import Workspace

    source = read(arguments.file)
    path = "<stdin>" if arguments.file == "-" else arguments.file
    module = Project(Workspace(settings)).model(source, path, ast.parse(source))
    contexts = module.ask(Contexts)
    if arguments.json:
        return json.dumps(list(_records(module, contexts)), indent=2)
    return "\n".join(_text(module, contexts, path))


def _records(module: Module, contexts: Contexts) -> Iterator[dict[str, Any]]:
    for function in module.functions:
        reaches = contexts.of(function)
        if reaches:
            yield {
                "function": function.qualname if function.kind != "module" else "",
                "line": module.line(function.node) if function.kind != "module" else 1,
                "contexts": [_record(module, reach) for reach in reaches],
            }


def _record(module: Module, reach: Reach) -> dict[str, Any]:
    context = reach.context
    return {
        "where": reach.kind.value,
        "entry": context.entry.qualname if context.entry.kind != "module" else "",
        "api": context.api,
        "line": module.line(context.node) if context.site is not None and context.node is not None else None,
        "many": context.many,
        "own_object": context.own,
        "own_loop": reach.loop,
        "via": [{"line": module.line(step.node), "function": step.function.qualname} for step in reach.via],
    }


def _text(module: Module, contexts: Contexts, path: str) -> Iterator[str]:
    others = 0
    functions = [each for each in module.functions if each.kind != "module"]
    for function in sorted(functions, key=lambda each: module.line(each.node)):
        reaches = contexts.of(function)
        others += not reaches
        if reaches:
            yield f"{path}:{module.line(function.node)}  {function.qualname}"
            for reach in reaches:
                yield f"  {_where(reach)}"
                yield from _chain(module, reach, path)
    if others:
        some = "1 function" if others == 1 else f"{others} functions"
        yield f"{path}: {some} of which it is not known where they run"


def _where(reach: Reach) -> str:
    marks = []
    if reach.context.many:
        marks.append("many")
    if reach.context.own:
        marks.append("own object")
    if reach.context.lane is not None:
        marks.append("one after another")
    if reach.loop:
        marks.append("on an event loop there")
    return f"{_WORDS[reach.kind.value]} ({', '.join(marks)})" if marks else _WORDS[reach.kind.value]


def _chain(module: Module, reach: Reach, path: str) -> Iterator[str]:
    context = reach.context
    if context.site is not None and context.node is not None:
        what = context.entry.qualname
        yield f"    {path}:{module.line(context.node)}  {context.api} runs {what}"
    for step in reach.via:
        name = step.function.qualname if step.function.kind != "module" else "the module"
        yield f"    {_place(module, step.node, path)}  {name}: {module.called_text(step.node)}"


def _place(module: Module, node: CSTNode, path: str) -> str:
    if type(node) is Site:
        return f"{node.file}:{node.line}"
    return f"{path}:{module.line(node)}"
