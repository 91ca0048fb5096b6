from concurrent.futures import ThreadPoolExecutor
from threading import RLock

_guard = RLock()
_settings: dict[str, str] = {}


def update(key: str, value: str) -> None:
    with _guard:
        _settings[key] = value


def forget(key: str) -> None:
    _settings.pop(key, None)  # expect: ASF505


class Meter:
    def __init__(self) -> None:
        self.lock = RLock()
        self.value = 0.0
        self.label = "meter"

    def add(self, amount: float) -> None:
        self.lock.acquire()
        try:
            self.value += amount
        finally:
            self.lock.release()


class ResettableMeter(Meter):
    def rename(self, label: str) -> None:
        self.label = label

    def clear(self) -> None:
        self.value = 0.0  # expect: ASF505


def job(meter: ResettableMeter, n: int) -> None:
    meter.add(n)
    update("last", str(n))
    if n % 10 == 0:
        meter.clear()
        forget("last")


if __name__ == "__main__":
    shared = ResettableMeter()
    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(job, shared, n) for n in range(100)]
    print(shared.value, [future.result() for future in futures][-1])
