"""The table of codes: which of ours stand for which of flake8-async's and ruff's."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: one of their codes, or the beginning of some, as a selector has it
SELECTOR = re.compile(r"ASYNC\d{0,3}|RUF006|RUF029")


@dataclass(frozen=True, slots=True)
class Entry:
    """One of their codes: its name, who has it, our codes for it, what those find beyond it and what they leave out."""

    code: str
    name: str
    tools: tuple[str, ...]
    ours: tuple[str, ...]
    more: str = ""
    less: str = ""


@cache
def entries() -> tuple[Entry, ...]:
    """Every entry of the table, sorted by code."""
    text = files(__package__).joinpath("codes.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["code"]
    made = (Entry(**{**row, "tools": tuple(row["tools"]), "ours": tuple(row["ours"])}) for row in rows)
    return tuple(sorted(made, key=lambda entry: entry.code))


def is_theirs(selector: str) -> bool:
    """Whether a code or prefix means some of their codes and nothing else."""
    return SELECTOR.fullmatch(selector.upper()) is not None


def translate(selector: str) -> tuple[str, ...]:
    """Our codes for one of their codes, or for all that begin like it; empty if none has a counterpart."""
    wanted = selector.upper()
    if not is_theirs(wanted):
        return ()
    ours = (code for entry in entries() if entry.code.startswith(wanted) for code in entry.ours)
    return tuple(sorted(dict.fromkeys(ours)))


def reasons(selector: str) -> str:
    """Why nothing stands for a code, in one line."""
    wanted = selector.upper()
    known = [entry for entry in entries() if entry.code.startswith(wanted)]
    return known[0].less if len(known) == 1 else "no such code" if not known else "none of them has a counterpart"


def markdown(defaults: dict[str, bool] | None = None) -> str:
    """The table as Markdown; ``defaults`` tells of each of our codes whether it is on, for those that exist."""
    lines = [
        "| theirs | of | ours | finds in addition | leaves out |",
        "|---|---|---|---|---|",
    ]
    for entry in entries():
        ours = ", ".join(_with_default(code, defaults) for code in entry.ours) or "none"
        tools = ", ".join(entry.tools)
        lines.append(f"| {entry.code} {entry.name} | {tools} | {ours} | {entry.more} | {entry.less} |")
    return "\n".join(lines) + "\n"


def page(defaults: dict[str, bool]) -> str:
    """The page of the table, which `flake8-asyncsafe docs --write` keeps up to date."""
    return (
        "<!-- generated from codes.toml by `flake8-asyncsafe docs --write` -->\n\n"
        "# flake8-async and ruff, code by code\n\n"
        "What stands here for each code of flake8-async (26.8) and for ruff's ASYNC rules, RUF006 and RUF029, what it\n"
        "finds in addition, and what it leaves out. `flake8-asyncsafe migrate` rewrites comments and configuration by\n"
        "this table, and the programs in `data` are judged by both sides.\n\n"
        f"{markdown(defaults)}"
    )


def _with_default(code: str, defaults: dict[str, bool] | None) -> str:
    if defaults is None or defaults.get(code, True):
        return code
    return f"{code} (off)"
