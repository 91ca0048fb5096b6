"""Calls that certainly give no awaitable, though it is not known what they give: of the standard library, of strings.

What a value is matters little here; that nobody can await it is enough.
"""

from __future__ import annotations

import libcst as cst

from flake8_asyncsafe.model.values import External, ExternalMethod, Value

#: builtins that make a new value (not ``max``, ``next``, ``getattr``: they hand out what is there)
_BUILTINS = frozenset(
    f"builtins.{name}"
    for name in ("abs", "all", "any", "ascii", "bin", "bool", "bytearray", "bytes", "callable", "chr", "complex",
                 "delattr", "divmod", "float", "format", "hasattr", "hash", "hex", "id", "input", "int", "isinstance",
                 "issubclass", "len", "oct", "ord", "pow", "print", "range", "repr", "round", "setattr", "slice",
                 "sorted", "str")
)  # fmt: skip
#: modules of the standard library whose functions compute values
_MODULES = frozenset(
    {"base64", "binascii", "calendar", "cmath", "csv", "datetime", "decimal", "difflib", "fractions", "glob", "gzip",
     "hashlib", "hmac", "html", "ipaddress", "json", "logging", "math", "mimetypes", "os", "pathlib", "platform",
     "pprint", "random", "re", "secrets", "shlex", "shutil", "socket", "sqlite3", "statistics", "string", "struct",
     "sys", "tempfile", "textwrap", "time", "traceback", "unicodedata", "urllib", "uuid", "zlib", "zoneinfo"}
)  # fmt: skip
#: functions in them that hand out an element of what they are given
_HAND_OUT = frozenset({"random.choice", "statistics.mode", "os.environ.get", "logging.getLogger"})
#: methods that only strings, bytes and dates have
_OF_TEXT = frozenset(
    {"capitalize", "casefold", "endswith", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier",
     "islower", "isnumeric", "isoformat", "isspace", "istitle", "isupper", "ljust", "lower", "lstrip", "removeprefix",
     "removesuffix", "rfind", "rindex", "rjust", "rpartition", "rsplit", "rstrip", "splitlines", "startswith",
     "strftime", "strip", "swapcase", "title", "total_seconds", "upper", "zfill"}
)  # fmt: skip
#: and those that others have, too, but not with nothing or a literal as their argument
_OF_TEXT_MAYBE = frozenset({"encode", "decode", "split"})


def gives_plain(target: Value) -> bool:
    """Whether calling an API certainly gives something that is not awaitable."""
    if not isinstance(target, (External, ExternalMethod)):
        return False
    name = target.name
    if name in _BUILTINS:
        return True
    if name.startswith("builtins."):
        return name.startswith(("builtins.str.", "builtins.bytes.", "builtins.int.", "builtins.float."))
    return isinstance(target, External) and name.partition(".")[0] in _MODULES and name not in _HAND_OUT


def is_of_text(call: cst.Call) -> bool:
    """``"".join(parts)``, ``name.strip().lower()``: a method that only texts have, or one of a literal."""
    func = call.func
    if not isinstance(func, cst.Attribute):
        return False
    if isinstance(func.value, (cst.SimpleString, cst.FormattedString, cst.ConcatenatedString)):
        return True
    name = func.attr.value
    if name in _OF_TEXT:
        return True
    return name in _OF_TEXT_MAYBE and all(isinstance(arg.value, cst.SimpleString) for arg in call.args)


__all__ = ["gives_plain", "is_of_text"]
