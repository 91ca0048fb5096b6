from .locks import index_lock

_entries = {}


def reindex(keys):
    with index_lock:
        _entries.clear()
        _entries.update({k: n for n, k in enumerate(keys)})


def forget(key):
    with index_lock:
        _entries.pop(key, None)
