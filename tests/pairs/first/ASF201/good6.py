import contextlib
import threading


class Leases:
    def __init__(self, backend) -> None:
        self._lock = threading.Lock()
        self._busy: set[int] = set()
        self._backend = backend

    @contextlib.contextmanager
    def lease(self, number: int):
        with self._lock:
            if number in self._busy:
                raise RuntimeError(f"{number} is leased")
            self._busy.add(number)
        try:
            yield number
        finally:
            with self._lock:
                self._busy.discard(number)

    async def use(self, number: int) -> bytes:
        with self.lease(number) as held:
            return await self._backend.read(held)

    async def free(self) -> set[int]:
        with self._lock:
            return {n for n in range(8) if n not in self._busy}
