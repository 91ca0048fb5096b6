"""``# noqa`` comments: their codes become ours, and everything else stays as it is."""

from __future__ import annotations

import ast
import io
import re
import tokenize

from flake8_asyncsafe.migration.notes import Notes, UnreadableError
from flake8_asyncsafe.migration.table import is_theirs, reasons, translate

_CODE = r"[A-Za-z]+[0-9]+"
#: as flake8 and ruff read them: codes with commas or spaces between; what follows is prose
_NOQA = re.compile(
    rf"(?P<mark>#\s*(?P<file>(?:flake8|ruff)\s*[:=]\s*)?noqa\s*:\s*)(?P<codes>{_CODE}(?:\s*,\s*{_CODE}|\s+{_CODE}\b)*)",
    re.IGNORECASE,
)
_HINT = re.compile(rb"noqa", re.IGNORECASE)


def rewritten(data: bytes, path: str, notes: Notes) -> bytes:
    """The text of a Python file with our codes; raises UnreadableError for what is not Python."""
    if not _HINT.search(data):
        return data
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError) as error:
        raise UnreadableError(f"cannot be decoded: {error}") from None
    new = _rewritten_text(text, path, notes)
    return data if new == text else _encoded(new, encoding, data)


def _encoded(text: str, encoding: str, old: bytes) -> bytes:
    if encoding == "utf-8-sig" and not old.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8"
    return text.encode(encoding)


def _rewritten_text(text: str, path: str, notes: Notes) -> str:
    changes: list[tuple[int, int, int, str]] = []
    try:
        before = ast.dump(ast.parse(text))
        for token in tokenize.generate_tokens(io.StringIO(text, newline="").readline):
            if token.type == tokenize.COMMENT:
                new = _rewritten_comment(token.string, path, token.start[0], notes)
                if new != token.string:
                    changes.append((*token.start, len(token.string), new))
    except (SyntaxError, ValueError, tokenize.TokenError, RecursionError, MemoryError) as error:
        raise UnreadableError(f"is not Python: {error.args[0] if error.args else type(error).__name__}") from None
    if not changes:
        return text
    lines = list(io.StringIO(text, newline=""))
    for row, column, length, new in reversed(changes):
        line = lines[row - 1]
        lines[row - 1] = line[:column] + new + line[column + length :]
    result = "".join(lines)
    if ast.dump(ast.parse(result)) != before:
        raise UnreadableError("would change its meaning: this is a defect of the migration, please report it")
    return result


def _rewritten_comment(comment: str, path: str, line: int, notes: Notes) -> str:
    return _NOQA.sub(lambda match: _replaced(match, path, line, notes), comment)


def _replaced(match: re.Match[str], path: str, line: int, notes: Notes) -> str:
    codes = re.findall(_CODE, match["codes"])
    if not any(is_theirs(code) for code in codes):
        return match[0]
    found: list[str] = []
    for code in codes:
        ours = translate(code)
        if is_theirs(code) and not ours:
            notes.add(path, line, f"{code} stays: {reasons(code) or 'it has no counterpart'}")
        found.extend(ours or (code,))
    unique = list(dict.fromkeys(found))
    mark = match["mark"]
    if (match["file"] or "").lower().startswith("ruff"):
        if any(not each.startswith("ASF") for each in unique):
            notes.add(path, line, "a comment for ruff with other codes as well stays: split it by hand")
            return match[0]
        mark = re.sub("ruff", "flake8", mark, flags=re.IGNORECASE)
    separators = re.findall(r"\s*,\s*|\s+", match["codes"])
    return mark + (separators[0] if separators else ",").join(unique)


__all__ = ["rewritten"]
