"""Waiting outside the pool, or in another one."""
from concurrent.futures import ThreadPoolExecutor

outer = ThreadPoolExecutor(max_workers=2)
inner = ThreadPoolExecutor(max_workers=2)


def leaf(n: int) -> int:
    return n * n


def branch(n: int) -> int:
    futures = [inner.submit(leaf, i) for i in range(n)]
    return sum(future.result() for future in futures)


def main() -> list[int]:
    tops = [outer.submit(branch, n) for n in range(4)]
    return [top.result() for top in tops]
