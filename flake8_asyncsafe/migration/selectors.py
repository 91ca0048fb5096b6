"""What stands for a selector of theirs where codes are selected, and where they are ignored."""

from __future__ import annotations

from functools import cache

from flake8_asyncsafe.migration.table import is_theirs, translate

#: their whole family
FAMILY = "ASYNC"
#: theirs that are off unless they are named
_OFF = frozenset({"ASYNC124", "ASYNC900", "ASYNC910", "ASYNC911", "ASYNC912", "ASYNC913"})


@cache
def defaults() -> dict[str, bool]:
    """Which of our codes exist, and whether they are on by default."""
    from flake8_asyncsafe.rules.base import all_rules

    return {rule.code: rule.default for rule in all_rules()}


def selected(selector: str) -> tuple[str, ...]:
    """What to select instead: for their whole family our defaults, and those of ours that are off but were on there."""
    if not is_theirs(selector):
        return ()
    if selector.upper() != FAMILY:
        return translate(selector)
    from flake8_asyncsafe.migration.table import entries

    on = {
        code for entry in entries() if entry.code.startswith(FAMILY) and entry.code not in _OFF for code in entry.ours
    }
    return ("ASF", *sorted(code for code in on if not defaults().get(code, True)))


def ignored(selector: str) -> tuple[str, ...]:
    """What to ignore instead: for their whole family all of ours."""
    if not is_theirs(selector):
        return ()
    return ("ASF",) if selector.upper() == FAMILY else translate(selector)
