from concurrent.futures import ProcessPoolExecutor

from app.base import Stage


class CleanStage(Stage):
    def __init__(self, sink_path, width=80):
        super().__init__("clean", sink_path)
        self.width = width

    def _clean(self, row):
        return " ".join(row.split())[: self.width]

    def run(self, rows):
        with ProcessPoolExecutor(4) as pool:
            futures = [pool.submit(self._clean, row) for row in rows]  # expect: ASF707
            self.emit([f.result() for f in futures])
