import asyncio


class Cursor:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self.position = 0

    async def advance(self, amount: int) -> int:
        with self._lock:  # expect: ASF205
            self.position += amount
            await asyncio.sleep(0)
        return amount

    def reset(self) -> None:
        with self._lock:  # expect: ASF205
            self.position = 0
