import threading


class Ledger:
    def __init__(self) -> None:
        self._entries: list[tuple[str, int]] = []

    def _make_lock(self):
        return threading.RLock()

    def record(self, account: str, amount: int) -> None:
        with self._make_lock():  # expect: ASF206
            self._entries.append((account, amount))

    def __len__(self) -> int:
        return len(self._entries)
