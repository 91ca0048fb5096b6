import json
import threading

CONFIG_LOCK = threading.Lock()
_config = {}


def load(path):
    with open(path) as fh:
        fresh = json.load(fh)
    with CONFIG_LOCK:
        _config.clear()
        _config.update(fresh)


def get(name, default=None):
    with CONFIG_LOCK:
        return _config.get(name, default)
