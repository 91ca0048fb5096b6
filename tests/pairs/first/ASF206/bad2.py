import json
from threading import Lock

_cache: dict[str, dict] = {}


def parse(text: str) -> dict:
    guard = Lock()  # expect: ASF206
    with guard:
        if text not in _cache:
            _cache[text] = json.loads(text)
        return _cache[text]


def forget(text: str) -> None:
    _cache.pop(text, None)
