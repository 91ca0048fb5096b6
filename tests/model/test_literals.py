"""Plain strings are read by hand: as Python reads them."""

from __future__ import annotations

import libcst as cst
import pytest

from flake8_asyncsafe.model.inference.evaluator import _text

TEXTS = [
    '""',
    "''",
    '"a"',
    "'it is \"so\"'",
    '""""""',
    "''''''",
    '"""two\nlines"""',
    "'''\"'''",
    '"""a "quoted" word"""',
    r'"\n"',
    r'r"\n"',
    r'"""\x41"""',
    'b"bytes"',
    'u"text"',
    'R"raw"',
    '"""one\r\ntwo"""',
]


@pytest.mark.parametrize("text", TEXTS)
def test_reads_as_python_does(text: str) -> None:
    node = cst.SimpleString(text)
    assert _text(node) == node.evaluated_value
