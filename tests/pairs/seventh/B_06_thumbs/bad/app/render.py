from concurrent.futures import ProcessPoolExecutor

from app.base import Renderer


class ThumbRenderer(Renderer):
    def __init__(self, out, quality=85):
        super().__init__(quality)
        self.out = out

    def _render(self, path):
        with open(path, "rb") as fh:
            data = fh.read()
        return path, len(data) * self.quality // 100

    def render_all(self, paths):
        with ProcessPoolExecutor() as pool:
            return dict(pool.map(self._render, paths))  # expect: ASF707

    def names(self, paths):
        return list(map(lambda p: f"{self.out}/{p}.thumb", paths))
