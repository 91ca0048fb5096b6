from concurrent.futures import ProcessPoolExecutor

from app.base import Stage


def clean(row, width):
    return " ".join(row.split())[:width]


class CleanStage(Stage):
    def __init__(self, sink_path, width=80):
        super().__init__("clean", sink_path)
        self.width = width

    def run(self, rows):
        with ProcessPoolExecutor(4) as pool:
            futures = [pool.submit(clean, row, self.width) for row in rows]
            self.emit([f.result() for f in futures])
