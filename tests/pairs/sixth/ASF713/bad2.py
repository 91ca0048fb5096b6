from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass


@dataclass
class Stats:
    tried: int = 0
    failed: int = 0


STATS = Stats()
_done = 0


def _tick(step: int = 1) -> None:
    global _done
    _done += step  # expect: ASF713


def parse(text: str) -> int:
    _tick()
    try:
        return int(text)
    except ValueError:
        STATS.failed = STATS.failed + 1  # expect: ASF713
        return 0


def parse_all(texts: list[str]) -> int:
    with ProcessPoolExecutor() as pool:
        total = sum(pool.map(parse, texts))
    print(f"{_done} parsed, {STATS.failed} failed")
    return total


if __name__ == "__main__":
    parse_all(["1", "2", "x"])
