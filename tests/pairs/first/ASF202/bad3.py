import threading
from collections.abc import Callable

_state_lock = threading.Lock()
_state: dict[str, int] = {}


def update(key: str, change: Callable[[int], int]) -> int:
    try:
        _state_lock.acquire()  # expect: ASF202
        _state[key] = change(_state.get(key, 0))
        return _state[key]
    finally:
        _state_lock.release()


def snapshot() -> dict[str, int]:
    with _state_lock:
        return dict(_state)
