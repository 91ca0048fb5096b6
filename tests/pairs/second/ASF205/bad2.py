import threading


class SyncParts:
    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self.version = 0

    def touch(self) -> None:
        with self._mutex:
            self.version += 1


class AsyncParts(SyncParts):
    def __init__(self, remote) -> None:
        super().__init__()
        self._remote = remote

    async def publish(self) -> None:
        async with self._mutex:  # expect: ASF205
            await self._remote.put("parts", 1)
