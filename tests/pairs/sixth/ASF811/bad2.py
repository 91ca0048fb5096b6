import functools as ft
from functools import cache as memo


class Grid:
    def __init__(self, heights: list[list[int]]) -> None:
        self.heights = heights

    @memo  # expect: ASF811
    def basin(self, x: int, y: int) -> frozenset:
        here = self.heights[y][x]
        found = {(x, y)}
        for nx, ny in self._around(x, y):
            if self.heights[ny][nx] > here:
                found |= self.basin(nx, ny)
        return frozenset(found)

    def _around(self, x: int, y: int):
        for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
            if 0 <= x + dx < len(self.heights[0]) and 0 <= y + dy < len(self.heights):
                yield x + dx, y + dy


class Weighted(Grid):
    @ft.lru_cache  # expect: ASF811
    def weight(self, x: int, y: int) -> int:
        return sum(self.heights[b][a] for a, b in self.basin(x, y))
