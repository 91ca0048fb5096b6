"""Module-level locks around a metrics file: handlers that forget the release."""
import json
import threading
from pathlib import Path

write_lock = threading.Lock()
read_lock = threading.Lock()
METRICS = Path("metrics.json")


def load() -> dict[str, int]:
    read_lock.acquire()  # expect: ASF202
    data = json.loads(METRICS.read_text())
    read_lock.release()
    return data


def save(data: dict[str, int]) -> bool:
    if not write_lock.acquire(timeout=2):  # expect: ASF202
        return False
    METRICS.write_text(json.dumps(data))
    write_lock.release()
    return True


def bump(name: str, by: int = 1) -> int:
    data = load()
    data[name] = data.get(name, 0) + by
    save(data)
    return data[name]


def reset(names: list[str]) -> None:
    write_lock.acquire()  # expect: ASF202
    try:
        METRICS.write_text(json.dumps(dict.fromkeys(names, 0)))
    except OSError as exc:
        print("cannot reset:", exc)
    write_lock.release()


if __name__ == "__main__":
    workers = [threading.Thread(target=reset, args=([n],)) for n in ("requests", "errors")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
