"""flake8's configuration in INI files: options of flake8-async and lists of codes become ours, line by line.

The text is edited in place, so that comments, order and spacing stay; then it is read again, to be sure that nothing
else has changed.
"""

from __future__ import annotations

import configparser
import io
import re
from typing import TYPE_CHECKING

from flake8_asyncsafe.migration.notes import UnreadableError
from flake8_asyncsafe.migration.selectors import ignored, selected
from flake8_asyncsafe.migration.table import is_theirs, reasons, translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_asyncsafe.migration.notes import Notes

SECTION = "flake8"
_HEADER = re.compile(r"\[(?P<name>[^\]]+)\]")
_OPTION = re.compile(r"(?P<key>[^\s:=\[#;][^:=]*?)\s*(?P<by>[:=])\s*")
_TOKEN = re.compile(r"\b[A-Za-z]+\d*\b")
#: the codes behind the colon of a path, up to the next path
_PER_FILE_CODES = re.compile(r":(?P<codes>(?:[\s,]*\b[A-Za-z]+\d*\b(?![\w/.*:\\-]))+)")
_SELECTS = frozenset({"select", "extend-select", "enable-extensions", "extended-default-select"})
_IGNORES = frozenset({"ignore", "extend-ignore", "extended-default-ignore"})
_PER_FILE = frozenset({"per-file-ignores"})
#: options of flake8-async that are ours under another name, and how their values are to be read
_RENAMED = {
    "async200-blocking-calls": "asyncsafe-blocking-calls",
    "trio200-blocking-calls": "asyncsafe-blocking-calls",
    "enable": "extend-select",
    "disable": "extend-ignore",
    "per-file-disable": "per-file-ignores",
}
_LIBRARIES = frozenset({"anyio", "asyncio"})
_GONE = {
    "autofix": "fixes are suggested by the rules' pages",
    "error-on-autofix": "fixes are suggested by the rules' pages",
    "no-checkpoint-warning-decorators": "functions under decorators that are not known are not reported",
    "transform-async-generator-decorators": "decorators whose names speak of contexts, fixtures or channels are known",
    "exception-suppress-context-managers": "context managers of the project are looked into",
    "startable-in-context-manager": "startable functions are known by their signature",
}
_TRUE = frozenset({"true", "yes", "on", "1"})


class _Lines:
    """The lines of an INI file, by section and option."""

    def __init__(self, text: str) -> None:
        self.lines = list(io.StringIO(text, newline=""))
        self.options: dict[str, list[int]] = {}
        self.last: int | None = None
        section, option = "", ""
        for number, line in enumerate(self.lines):
            stripped = line.strip()
            header = _HEADER.match(line)
            if header is not None:
                section, option = header["name"], ""
                if section == SECTION:
                    self.last = number
            elif section != SECTION or not stripped:
                continue
            elif stripped[0] in "#;":
                if option and line[0].isspace():
                    self.options[option].append(number)
            elif line[0].isspace() and option:
                self.options[option].append(number)
                self.last = number
            elif (found := _OPTION.match(line)) is not None:
                option = normal(found["key"])
                self.options[option] = [number]
                self.last = number

    @property
    def ending(self) -> str:
        """The line end that the file uses."""
        first = self.lines[0] if self.lines else "\n"
        return first[len(first.rstrip("\r\n")) :] or "\n"

    def text(self) -> str:
        """The whole file."""
        return "".join(self.lines)


def normal(key: str) -> str:
    """An option's name as flake8 compares it."""
    return key.strip().replace("_", "-").lower()


def rewritten(text: str, path: str, notes: Notes) -> str:
    """The text with our codes and options."""
    _check(text)
    found = _Lines(text)
    for key, numbers in list(found.options.items()):
        if key in _SELECTS | _IGNORES | _PER_FILE:
            _replace_codes(found, key, numbers, path, notes)
        elif key in _RENAMED or key in _LIBRARIES or key in _GONE:
            _replace_option(found, key, numbers, path, notes)
    result = found.text()
    _check(result)
    return result


def added(text: str, options: dict[str, tuple[str, ...]]) -> str:
    """The text with more codes in options of flake8's section, which is made if there is none."""
    _check(text)
    for key, codes in options.items():
        if not codes:
            continue
        found = _Lines(text)
        end = found.ending
        if found.last is None:
            lead = "" if not text or text.endswith(("\n", "\r")) else end
            gap = end if text.strip() else ""
            text = f"{text}{lead}{gap}[{SECTION}]{end}"
            found = _Lines(text)
        numbers = found.options.get(key)
        if numbers is None:
            assert found.last is not None
            _end_line(found, found.last)
            lines = [f"{key} ={end}", *(f"    {code}{end}" for code in codes)]
            if key not in _PER_FILE:
                lines = [f"{key} = {', '.join(codes)}{end}"]
            found.lines[found.last + 1 : found.last + 1] = lines
        else:
            _append(found, key, numbers, codes)
        text = found.text()
    _check(text)
    return text


def _append(found: _Lines, key: str, numbers: list[int], codes: tuple[str, ...]) -> None:
    there = set(_TOKEN.findall("".join(found.lines[number] for number in numbers)))
    missing = [code for code in codes if key in _PER_FILE or code not in there]
    if not missing:
        return
    last = next(number for number in reversed(numbers) if found.lines[number].strip()[0] not in "#;")
    line = found.lines[last]
    body, end = line.rstrip(), line[len(line.rstrip("\r\n")) :] or found.ending
    if key in _PER_FILE or last != numbers[0]:
        indent = line[: len(line) - len(line.lstrip())] if last != numbers[0] else "    "
        comma = "" if key in _PER_FILE or body.endswith(",") else ","
        more = [f"{indent}{code}" for code in missing] if key in _PER_FILE else [indent + ", ".join(missing)]
        found.lines[last] = body + comma + end
        found.lines[last + 1 : last + 1] = [each + end for each in more]
    else:
        between = "," if "," in body and ", " not in body else ", "
        comma = " " if body.endswith(("=", ":")) else between.strip(",") if body.endswith(",") else between
        found.lines[last] = body + comma + between.join(missing) + end


def _end_line(found: _Lines, number: int) -> None:
    if not found.lines[number].endswith(("\n", "\r")):
        found.lines[number] += found.ending


def _check(text: str) -> None:
    """flake8 reads it with the same parser."""
    try:
        configparser.RawConfigParser().read_string(text)
    except configparser.Error as error:
        raise UnreadableError(f"is not INI: {str(error).splitlines()[0]}") from None


def _replace_codes(found: _Lines, key: str, numbers: list[int], path: str, notes: Notes) -> None:
    """Their codes in a list become ours, each where it stands; one that is there already goes."""
    told: set[str] = set()
    seen = {token for number in numbers for token in _TOKEN.findall(found.lines[number]) if token.startswith("ASF")}
    for number in numbers:
        line = found.lines[number]
        if line.strip()[:1] in {"#", ";"}:
            continue
        option = _OPTION.match(line) if number == numbers[0] else None
        start = option.end() if option is not None else 0
        body, comment = line[start:], ""
        for mark in (" #", "\t#"):
            if mark in body:
                at = body.index(mark)
                body, comment = body[:at], body[at:] + comment
        new = _replaced_per_file(body) if key in _PER_FILE else _replaced(body, key, seen)
        for token in _TOKEN.findall(body):
            if is_theirs(token) and not translate(token) and token not in told:
                told.add(token)
                notes.add(path, number + 1, f"`{key}`: {token} stays: {reasons(token) or 'it has no counterpart'}")
        found.lines[number] = line[:start] + new + comment


def _replaced_per_file(body: str) -> str:
    """One line of ``path: codes``, perhaps of several, or of codes alone."""
    if ":" not in body:
        return _replaced(body, "per-file-ignores", set())

    def replacement(match: re.Match[str]) -> str:
        codes = match["codes"]
        there = {token for token in _TOKEN.findall(codes) if token.startswith("ASF")}
        return ":" + _replaced(codes, "per-file-ignores", there)

    return _PER_FILE_CODES.sub(replacement, body)


def _replaced(body: str, key: str, seen: set[str]) -> str:
    """The codes of one line; ``seen`` are those of ours that the list has already."""

    def replacement(match: re.Match[str]) -> str:
        token = match["code"]
        ours = (ignored if key not in _SELECTS else selected)(token) if is_theirs(token) else ()
        if not ours:
            return match[0]
        fresh = [code for code in ours if code not in seen]
        seen.update(fresh)
        if not fresh:
            return ""
        return (", " if ", " in body else ",").join(fresh) + match["rest"]

    new = re.sub(r"\b(?P<code>[A-Za-z]+\d*)\b(?P<rest>[ \t]*,[ \t]*|)", replacement, body)
    return new if body.rstrip().endswith(",") else re.sub(r"[ \t]*,[ \t]*(?=[\r\n]*$)", "", new)


def _replace_option(found: _Lines, key: str, numbers: list[int], path: str, notes: Notes) -> None:
    """An option of flake8-async's own."""
    line = number = numbers[0]
    text = found.lines[number]
    value = "".join(found.lines[each] for each in numbers).partition("=")[2]
    if key in _GONE:
        notes.add(path, line + 1, f"`{key}` has no counterpart ({_GONE[key]}): remove it with flake8-async")
        return
    if key in _LIBRARIES:
        target = "asyncsafe-library"
        if value.strip().lower() not in _TRUE:
            return
    else:
        target = _RENAMED[key]
        codes = [token for token in _TOKEN.findall(value) if is_theirs(token)]
        if target != "asyncsafe-blocking-calls" and not codes:
            return  # somebody else's option
        if key == "enable" and {token.upper() for token in codes} <= {"ASYNC"}:
            notes.add(path, line + 1, "`enable = ASYNC` is the default: remove it with flake8-async")
            return
    if target in found.options:
        notes.add(path, line + 1, f"`{key}` stays: `{target}` is there already, put them together by hand")
        return
    option = _OPTION.match(text)
    assert option is not None
    spelled = target if "_" not in option["key"] else target.replace("-", "_")
    found.lines[number] = spelled + text[len(option["key"]) :]
    found.options[target] = numbers
    if key in _LIBRARIES:
        found.lines[number] = f"{spelled} = {key}{text[len(text.rstrip()) :]}"
    elif target != "asyncsafe-blocking-calls":
        _replace_codes(found, target, numbers, path, notes)


def merged(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Codes of several groups, each once."""
    return tuple(dict.fromkeys(code for group in groups for code in group))
