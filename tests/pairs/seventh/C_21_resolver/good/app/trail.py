from contextvars import ContextVar

_trail = ContextVar("trail", default=())


def visit(name):
    _trail.set((*_trail.get(), name))


def path():
    return " > ".join(_trail.get())
