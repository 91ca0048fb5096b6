"""Matrices, vectors and repeated sequences of plain values for a worker pool."""
import itertools
from collections import Counter
from concurrent.futures import ThreadPoolExecutor


class Vector:
    def __init__(self, *parts: float) -> None:
        self.parts = parts

    def __mul__(self, factor: float) -> "Vector":
        return Vector(*(p * factor for p in self.parts))


def weights(count: int) -> list[float]:
    return [1.0] * (count - 1) + [0.5]


def pairs(count: int) -> list[tuple[int, str]]:
    return [(0, "")] * count


def schedule(jobs: list[str], workers: int) -> list[list[str]]:
    lanes: list[list[str]] = list(map(lambda _: [], range(workers)))
    for lane, job in zip(itertools.cycle(lanes), jobs):
        lane.append(job)
    return lanes


def run(lanes: list[list[str]]) -> list[int]:
    with ThreadPoolExecutor(len(lanes)) as pool:
        return list(pool.map(len, lanes))


def main() -> None:
    counts = Counter("abc" * 3)
    scaled = Vector(1, 2) * 3
    print(weights(3), pairs(2), scaled.parts, counts.most_common(1))
    print(run(schedule(["a", "b", "c"], 2)), bytes([0]) * 4, (True, False) * 2)


if __name__ == "__main__":
    main()
