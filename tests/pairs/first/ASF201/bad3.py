import contextlib
import threading
from collections.abc import Iterator


class Ledger:
    def __init__(self, backend) -> None:
        self._mutex = threading.Lock()
        self._backend = backend
        self.open_transactions = 0

    @contextlib.contextmanager
    def _exclusive(self, name: str) -> Iterator[str]:
        with self._mutex:
            self.open_transactions += 1
            try:
                yield f"tx-{name}"
            finally:
                self.open_transactions -= 1

    async def book(self, account: str, amount: int) -> None:
        with self._exclusive(account) as tx:  # expect: ASF201
            await self._backend.book(tx, amount)
