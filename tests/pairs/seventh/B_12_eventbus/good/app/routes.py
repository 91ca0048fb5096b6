import threading

_table = {}
_table_lock = threading.Lock()


def lookup(topic):
    with _table_lock:
        return _table.get(topic)
