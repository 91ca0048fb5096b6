from contextvars import ContextVar

_trail = ContextVar("trail", default=[])  # expect: ASF804


def visit(name):
    _trail.get().append(name)


def path():
    return " > ".join(_trail.get())
