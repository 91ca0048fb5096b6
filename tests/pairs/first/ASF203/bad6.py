import asyncio
import threading

_lock = threading.Lock()
_routes: dict[str, str] = {}


def register(path: str, target: str) -> None:
    _lock.acquire()
    try:
        if path not in _routes:
            with _lock:  # expect: ASF203
                _routes[path] = target
    finally:
        _lock.release()


class Printer:
    def __init__(self, port) -> None:
        self.port = port
        self.turn = asyncio.Semaphore(1)

    async def print_all(self, pages: list[bytes]) -> None:
        async with self.turn:
            for page in pages:
                async with self.turn:  # expect: ASF203
                    await self.port.send(page)
