"""A job waits for a job of the pool that it occupies."""
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=2)


def leaf(n: int) -> int:
    return n * n


def branch(n: int) -> int:
    futures = [pool.submit(leaf, i) for i in range(n)]
    return sum(future.result() for future in futures)  # expect: ASF612


def main() -> list[int]:
    tops = [pool.submit(branch, n) for n in range(4)]
    return [top.result() for top in tops]


class Tree:
    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(4)

    def size(self, node) -> int:
        children = [self._executor.submit(self.size, child) for child in node.children]
        return 1 + sum(child.result() for child in children)  # expect: ASF612

    def total(self, root) -> int:
        return self._executor.submit(self.size, root).result()
