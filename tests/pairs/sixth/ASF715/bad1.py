import math
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property


class Mesh:
    def __init__(self, points):
        self.points = points

    @cached_property  # expect: ASF715
    def centre(self):
        count = len(self.points)
        return tuple(sum(axis) / count for axis in zip(*self.points))

    def distance(self, point):
        return math.dist(self.centre, point)

    def distances(self):
        with ThreadPoolExecutor() as pool:
            return list(pool.map(self.distance, self.points))


def main(rows):
    mesh = Mesh([tuple(map(float, row)) for row in rows])
    print(max(mesh.distances()))
