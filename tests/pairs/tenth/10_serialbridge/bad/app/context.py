import contextvars
import threading

current = threading.local()
trace_id = contextvars.ContextVar("trace_id", default="-")


def tag(line):
    return f"[{trace_id.get()}] {line}"
