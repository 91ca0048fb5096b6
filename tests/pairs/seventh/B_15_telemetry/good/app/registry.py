import threading

_live = {}
_live_lock = threading.Lock()


def register(name, limit):
    with _live_lock:
        _live[name] = {"name": name, "limit": limit}


def forget(name):
    with _live_lock:
        _live.pop(name, None)


def describe():
    with _live_lock:
        return [f"{name}: {info['limit']}" for name, info in sorted(_live.items())]
