import asyncio
import threading
from typing import Callable


class Loader:
    def __init__(self, table: dict[str, bytes]) -> None:
        self._table = table

    def _reader(self, key: str):
        prefix = key.encode()

        def read() -> bytes:
            return prefix + self._table[key]

        return read

    async def load(self, key: str) -> bytes:
        return await asyncio.to_thread(self._reader(key))

    def _worker(self, done: threading.Event) -> Callable[[], None]:
        def work() -> None:
            self._table.clear()
            done.set()

        return work

    def clear_in_background(self) -> threading.Event:
        done = threading.Event()
        thread = threading.Thread(target=self._worker(done), daemon=True)
        thread.start()
        return done
