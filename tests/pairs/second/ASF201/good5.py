from types import TracebackType


class CircuitGuard:
    """Counts failures and refuses calls once there were too many."""

    def __init__(self, limit: int = 5) -> None:
        self._limit = limit
        self._failures = 0

    def __enter__(self) -> "CircuitGuard":
        if self._failures >= self._limit:
            raise ConnectionRefusedError("circuit open")
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        if kind is not None:
            self._failures += 1
        else:
            self._failures = 0


class Upstream:
    def __init__(self, client) -> None:
        self._client = client
        self._guard = CircuitGuard()

    async def call(self, path: str) -> bytes:
        with self._guard:
            return await self._client.get(path)
