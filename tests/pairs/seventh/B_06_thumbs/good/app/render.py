from concurrent.futures import ProcessPoolExecutor
from functools import partial

from app.base import Renderer


def render(path, quality):
    with open(path, "rb") as fh:
        data = fh.read()
    return path, len(data) * quality // 100


class ThumbRenderer(Renderer):
    def __init__(self, out, quality=85):
        super().__init__(quality)
        self.out = out

    def render_all(self, paths):
        with ProcessPoolExecutor() as pool:
            return dict(pool.map(partial(render, quality=self.quality), paths))

    def names(self, paths):
        return list(map(lambda p: f"{self.out}/{p}.thumb", paths))
