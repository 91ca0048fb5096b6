"""What a docstring must be to count as a rule's page."""

from __future__ import annotations

import pytest

from flake8_asyncsafe.commands.docs import DocsError, page_of, readme_table, to_markdown
from flake8_asyncsafe.rules.base import Rule

GOOD = """\
A lock is held too long; this sentence goes on
over two lines. This one is left out.

## What it does
Checks for a | b.

## Why is this bad?
It hangs.

## Drawn from
*A post*, https://example.org/post/

## Example
```python
## not a heading
x = 1
```

## Use instead
```python
x = 2
```

## Known limits
None.
"""


def rule(doc: str | None, *, default: bool = True, fixable: bool = False) -> type[Rule]:
    body = {"code": "ASF290", "name": "lock-held-too-long", "message": "", "default": default, "fixable": fixable}
    if doc is not None:
        body["__doc__"] = doc
    return type("Example", (Rule,), {**body, "__module__": "elsewhere"})


def test_page():
    page = page_of(rule(GOOD))
    assert page.summary == "A lock is held too long; this sentence goes on over two lines"
    assert [heading for heading, _ in page.sections][:2] == ["What it does", "Why is this bad?"]
    assert dict(page.sections)["Example"] == "```python\n## not a heading\nx = 1\n```"
    assert page.folder == "ASF290_lock_held_too_long"


def test_indented_docstring_and_no_lead():
    text = GOOD[GOOD.index("## What") :]
    page = page_of(rule("\n    ".join(text.splitlines())))
    assert page.summary == "Checks for a | b"
    assert page.lead == ""


def test_markdown():
    text = to_markdown(page_of(rule(GOOD)))
    assert text.startswith("# lock-held-too-long (ASF290)\n\nThis rule is on by default.\n\nA lock is held")
    assert text.endswith("## Known limits\n\nNone.\n")
    assert "--extend-select=ASF290" in to_markdown(page_of(rule(GOOD, default=False)))


def test_table_escapes_bars():
    text = GOOD[GOOD.index("## What") :]
    assert readme_table([page_of(rule(text))]).splitlines()[3] == (
        "| [ASF290](fixtures/ASF290_lock_held_too_long/README.md) | lock-held-too-long | on | Checks for a \\| b |"
    )


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("## Known limits\nNone.", "", "lacks the heading 'Known limits'"),
        ("## Example", "## Examples", "unknown heading 'Examples'"),
        ("It hangs.", "", "nothing under 'Why is this bad\\?'"),
        ("x = 2", "x = = 2", "code under 'Use instead' that does not parse"),
        ("x = 2\n```", "x = 2", "not closed"),
        ("```python\nx = 2\n```", "Another lock.", "no ```python block under 'Use instead'"),
        ("## Known limits", "## Fix safety\nSafe.\n\n## Known limits", "out of order"),
        ("None.", "None.\n\n## Fix safety\nSafe.", "is not fixable"),
        ("None.", "None.\n\n## Known limits\nTwice.", "out of order or twice"),
    ],
)
def test_what_is_not_a_page(old, new, complaint):
    assert old in GOOD
    with pytest.raises(DocsError, match=rf"ASF290 \(elsewhere\): .*{complaint}"):
        page_of(rule(GOOD.replace(old, new)))


def test_no_docstring():
    with pytest.raises(DocsError, match="no docstring"):
        page_of(rule(None))


def test_fix_safety():
    assert page_of(rule(GOOD + "\n## Fix safety\nSafe.\n", fixable=True)).sections[-1] == ("Fix safety", "Safe.")
