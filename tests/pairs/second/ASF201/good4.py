import threading


class Counters:
    def __init__(self, exporter) -> None:
        self._exporter = exporter
        self._mutex = threading.Lock()
        self._values: dict[str, int] = {}

    def bump(self, name: str, by: int = 1) -> None:
        with self._mutex:
            self._values[name] = self._values.get(name, 0) + by

    async def export(self) -> bool:
        self._mutex.acquire()
        try:
            values = dict(self._values)
            self._values.clear()
        finally:
            self._mutex.release()
        if not values:
            return False
        await self._exporter.send(values)
        return True
