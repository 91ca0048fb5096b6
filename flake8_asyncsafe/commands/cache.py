"""The ``flake8-asyncsafe cache`` command: what the cache holds, whether it is used and why not, and emptying it.

It looks at the directory alone.  flake8's configuration is read by flake8 only, so a directory that is configured
there has to be named here as well.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from flake8_asyncsafe.project.store import Info, Store, default_directory
from flake8_asyncsafe.settings import OPTIONS, Given, parse_settings

if TYPE_CHECKING:
    import argparse

_OPTION = next(option for option in OPTIONS if option.attribute == "cache_dir")


class CacheError(Exception):
    """The cache could not be cleared; the text is one line for the user."""


def add_commands(parser: argparse.ArgumentParser) -> None:
    """Declare ``info`` and ``clear``, with their options."""
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    info = actions.add_parser("info", help="say where the cache is, whether it is used, and what it holds")
    info.add_argument("--json", action="store_true", help="as JSON: directory, on, why, entries, bytes, kinds, limit")
    clear = actions.add_parser("clear", help="remove all entries, and nothing that is not an entry")
    for action, act in ((info, _info), (clear, _clear)):
        action.set_defaults(act=act)
        shape: dict[str, Any] = {"default": _OPTION.default, "metavar": _OPTION.metavar, "dest": _OPTION.attribute}
        action.add_argument(
            f"--{_OPTION.name}", help="the directory, if flake8 is given one (default: your cache directory)", **shape
        )


def run(arguments: argparse.Namespace) -> str:
    """Do what the arguments of ``add_commands`` say, and return what to print.  Raises OptionError and CacheError."""
    settings = parse_settings({_OPTION.name: Given(arguments.cache_dir)})
    text: str = arguments.act(Store(settings.cache_dir or default_directory()), arguments)
    return text


def _info(store: Store, arguments: argparse.Namespace) -> str:
    info = store.info()
    if arguments.json:
        return json.dumps(asdict(info), indent=2)
    from rich.filesize import decimal

    state = "on" if info.on else "off"
    kinds = ", ".join(f"{kind} {count}" for kind, count in info.kinds.items())
    return "\n".join(
        (
            f"directory  {info.directory or 'none'}",
            f"state      {state}{f': {info.why}' if info.why else ''}",
            f"entries    {info.entries} ({kinds})",
            f"size       {decimal(info.bytes)} of at most {decimal(info.limit)}",
        )
    )


def _clear(store: Store, _: argparse.Namespace) -> str:
    removed = store.clear()
    info = store.info()
    if not info.on:
        raise CacheError(f"nothing was removed from {info.directory or 'the cache'}: {info.why}")
    if info.entries:
        raise CacheError(f"{_entries(info, removed)}; {info.entries} could not be removed, or are new")
    return _entries(info, removed)


def _entries(info: Info, removed: int) -> str:
    return f"removed {removed} {'entry' if removed == 1 else 'entries'} from {info.directory}"
