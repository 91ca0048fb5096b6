import multiprocessing
import subprocess
import threading


class TileProcess(multiprocessing.Process):
    def __init__(self, tiles):
        super().__init__()
        self.tiles = tiles
        self.results = multiprocessing.Queue()

    def run(self):
        for tile in self.tiles:
            self.results.put((tile, [tile * n for n in range(4096)]))


class Watchdog(threading.Thread):
    def __init__(self, limit):
        super().__init__(daemon=True)
        self.limit = limit
        self.fired = threading.Event()
        self.reset = threading.Event()

    def run(self):
        while self.reset.wait(self.limit):
            self.reset.clear()
        self.fired.set()


def launch(argv):
    return subprocess.Popen(argv, stdout=subprocess.PIPE, text=True)


def launch_quiet(argv):
    return subprocess.Popen(argv, stdout=subprocess.DEVNULL)
