from threading import Lock as _Mutex
from typing import Any

_CACHE: dict[str, Any] = {}


class Settings:
    @staticmethod
    def remember(key: str, value: Any) -> None:
        with _Mutex():  # expect: ASF206
            _CACHE[key] = value

    @staticmethod
    def recall(key: str) -> Any:
        return _CACHE.get(key)
