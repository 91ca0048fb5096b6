"""Say what names of installed packages are; run by the interpreter of the environment that has them.

Reads a JSON list of dotted names from standard input and writes a JSON object: for each name its facts, or the reason
why it cannot be found.  It imports nothing of ours: the environment has only the packages.
"""

import importlib
import inspect
import json
import sys
import warnings

MARKS = ("__enter__", "__aenter__", "__iter__", "__aiter__", "__await__")


def resolve(name):
    """The object that a dotted name means, and how it stands in its class if it is a member of one."""
    parts = name.split(".")
    for place in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:place]))
        except ImportError as error:
            if place == 1:
                raise LookupError(str(error)) from error
            continue
        raw = found
        for part in parts[place:]:
            raw = inspect.getattr_static(found, part, None)
            try:
                found = getattr(found, part)
            except AttributeError as error:
                raise LookupError(str(error)) from error
        return found, raw
    raise LookupError(name)


def colour(found):
    """Whether calling it gives a coroutine, also if plain wrappers hide that: decorators, class methods, partials."""
    function = found
    for _ in range(10):
        if inspect.iscoroutinefunction(function):
            return "coroutine"
        inner = getattr(function, "__wrapped__", None) or getattr(function, "__func__", None)
        if inner is None:
            return "plain"
        function = inner
    return "plain"


def parameters(found):
    """[name, kind, default as text] of each parameter without self; None if there is no signature to see."""
    try:
        listed = list(inspect.signature(found).parameters.values())
    except (TypeError, ValueError):
        return None
    if listed and listed[0].name in {"self", "cls"}:
        del listed[0]
    return [
        [each.name, each.kind.name, repr(each.default) if each.default is not each.empty else None] for each in listed
    ]


def facts(name):
    """What can be said of a name."""
    found, raw = resolve(name)
    is_class = inspect.isclass(found)
    return {
        "callable": callable(found),
        "class": is_class,
        "property": isinstance(raw, property) or type(raw).__name__ in {"cached_property", "ReadOnlyProperty"},
        "colour": colour(found),
        "wrapped": hasattr(found, "__wrapped__"),
        "annotation": str(getattr(found, "__annotations__", {}).get("return", "")) if not is_class else "",
        "parameters": parameters(found),
        "marks": [mark for mark in MARKS if getattr(found, mark, None) is not None],
        "bases": [f"{base.__module__}.{base.__qualname__}" for base in found.__mro__] if is_class else [],
        "identity": id(found),
        "name": getattr(found, "__name__", None),
    }


def prepare():
    """Django's models can only be imported into a configured process."""
    try:
        import django
        from django.conf import settings
    except ImportError:
        return
    settings.configure(INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth"])
    django.setup()


def main():
    """Answer for all names; what a package prints while it is imported goes to standard error."""
    out, sys.stdout = sys.stdout, sys.stderr
    warnings.simplefilter("ignore")
    prepare()
    answers = {}
    for name in json.load(sys.stdin):
        try:
            answers[name] = facts(name)
        except Exception as error:  # noqa: BLE001 - a module that cannot be imported is a finding, too
            answers[name] = {"missing": f"{type(error).__name__}: {error}"}
    json.dump(answers, out)


if __name__ == "__main__":
    main()
