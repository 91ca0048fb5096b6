import threading


class Lease:
    def __init__(self, key: str, store: dict[str, int], ttl: float) -> None:
        self._key = key
        self._store = store
        self._ttl = ttl
        self._timer: threading.Timer | None = None

    def _expire(self) -> bool:
        return self._store.pop(self._key, None) is not None

    def _announce(self, text: str) -> None:
        print(f"{self._key}: {text}")

    def touch(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(self._ttl, self._expire())  # expect: ASF113
        self._timer.daemon = True
        self._timer.start()

    def release(self) -> None:
        worker = threading.Thread(target=self._announce("released"), daemon=True)  # expect: ASF113
        worker.start()
        worker.join()
