import json
import threading

_REGISTRY: dict[str, str] = {}
_REGISTRY_LOCK = threading.Lock()


def register(name: str, doc: dict) -> None:
    with _REGISTRY_LOCK:
        _REGISTRY[name] = json.dumps(doc)


def load(names: list[str]) -> list[dict]:
    out = []
    for name in names:
        _REGISTRY_LOCK.acquire()  # expect: ASF202
        if name not in _REGISTRY:
            _REGISTRY_LOCK.release()
            continue
        out.append(json.loads(_REGISTRY[name]))
        _REGISTRY_LOCK.release()
    return out


def first(prefix: str) -> str | None:
    _REGISTRY_LOCK.acquire()  # expect: ASF202
    for name in sorted(_REGISTRY):
        if name.startswith(prefix):
            return name
    _REGISTRY_LOCK.release()
    return None
