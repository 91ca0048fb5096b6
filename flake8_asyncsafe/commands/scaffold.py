"""``flake8-asyncsafe new-rule``: the rule file and the fixture folder of a rule that does not exist yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from flake8_asyncsafe.rules.base import Rule

#: package under ``rules/`` of each hundred of codes, for the hundreds that have no rule yet
FAMILIES = {
    "0": "analysis",
    "1": "blocking",
    "2": "locks",
    "3": "tasks",
    "4": "cancellation",
    "5": "ordering",
    "6": "channels",
    "7": "threads",
    "8": "aliasing",
    "9": "dispatch",
}
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CODE = re.compile(r"ASF\d{3}")


class ScaffoldError(ValueError):
    """The rule cannot be created; the text says why."""


def create_rule(code: str, name: str, root: Path, existing: Iterable[type[Rule]]) -> list[Path]:
    """Write the skeleton of a rule below ``root`` (a checkout) and return the files, rule first.

    Raises ScaffoldError, before anything is written, if the code or name is malformed or taken.
    """
    existing = tuple(existing)
    if not _CODE.fullmatch(code):
        raise ScaffoldError(f"{code!r} is not a code: it must be ASF and three digits, as in ASF217")
    if not _NAME.fullmatch(name):
        raise ScaffoldError(f"{name!r} is not a name: it must be kebab case, as in lock-held-across-yield")
    for rule in existing:
        if code == rule.code:
            raise ScaffoldError(f"{code} exists: it is {rule.name} ({rule.__module__})")
        if name == rule.name:
            raise ScaffoldError(f"the name {name} is taken by {rule.code} ({rule.__module__})")
    rules = root / "flake8_asyncsafe" / "rules"
    if not rules.is_dir() or not (root / "fixtures").is_dir():
        raise ScaffoldError(
            f"{root} has no flake8_asyncsafe/rules/ and fixtures/: run this in a checkout, or give --root"
        )
    stem = name.replace("-", "_")
    package = rules / _family(code, existing)
    folder = root / "fixtures" / f"{code}_{stem}"
    files = {
        package / f"{code.lower()}_{stem}.py": _fill(RULE, code, name),
        folder / "bad.py": _fill(BAD, code, name),
        folder / "good.py": _fill(GOOD, code, name),
        folder / "edge.py": _fill(EDGE, code, name),
    }
    for path in files:
        if path.exists():
            raise ScaffoldError(f"{path} exists")
    package.mkdir(exist_ok=True)
    if not (package / "__init__.py").exists():
        files[package / "__init__.py"] = ""
    folder.mkdir(exist_ok=True)
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return list(files)


def _family(code: str, existing: Iterable[type[Rule]]) -> str:
    """Return the package of the rules of the same hundred."""
    for rule in existing:
        if rule.code[:4] == code[:4]:
            return rule.__module__.split(".")[-2]
    return FAMILIES[code[3]]


def _fill(template: str, code: str, name: str) -> str:
    camel = "".join(word.capitalize() for word in name.split("-"))
    return template.replace("<CODE>", code).replace("<NAME>", name).replace("<CLASS>", camel).lstrip("\n")


RULE = '''
"""<CODE>: <NAME>."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class <CLASS>(Rule):
    """One sentence for the rule table: what is found.

    ## What it does
    Checks for ...

    ## Why is this bad?
    The harm, as something that happens while the program runs.

    ## Drawn from
    *Title of the post*, https://pluiee.github.io/...

    ## Example
    ```python
    ...
    ```

    ## Use instead
    ```python
    ...
    ```

    ## Known limits
    What it misses (missed alarms) and where it may be wrong (false alarms).
    """

    code = "<CODE>"
    name = "<NAME>"
    default = False  # until it is measured on real packages
    message = "what happens, why, and what to do instead"

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask the model."""
        yield from ()
'''

BAD = '''
"""Code that <CODE> must find.  Each line it reports ends in ``# expect: <CODE>``."""

from __future__ import annotations


def harm() -> bool:
    """Run the marked code and return True: the harm was observed."""
    return False
'''

GOOD = '''
"""The same work done right: <CODE> must stay silent.  Lines worth a word end in ``# ok: <CODE>``."""

from __future__ import annotations


def harm() -> bool:
    """Run the code as bad.py does and return False: no harm was observed."""
    return False
'''

EDGE = '''
"""Shapes around <CODE> that are only linted: nesting, shadowing, aliases, decorators, match, star imports.

Marks: ``# expect: <CODE>``, ``# ok: <CODE>``, and for what is known to be wrong ``# miss: <CODE>`` or
``# false-alarm: <CODE>``.
"""
'''
