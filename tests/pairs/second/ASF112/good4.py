import asyncio
import json
from pathlib import Path


class Store:
    """Debounced writer, after Home Assistant's storage helper."""

    def __init__(self, path: Path, delay: float = 10.0) -> None:
        self._path = path
        self._delay = delay
        self._data: dict = {}
        self._unsub: asyncio.TimerHandle | None = None

    def _write(self, payload: str) -> None:
        self._path.write_text(payload)

    def _fire(self) -> None:
        self._unsub = None
        self._write(json.dumps(self._data))

    def delay_save(self, data: dict) -> None:
        self._data = data
        if self._unsub is not None:
            self._unsub.cancel()
        self._unsub = asyncio.get_running_loop().call_later(self._delay, self._fire)
