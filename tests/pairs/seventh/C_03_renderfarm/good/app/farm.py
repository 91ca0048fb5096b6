import multiprocessing

from .worker import Auditor, render


class Farm:
    def __init__(self, config, audit_path):
        self.config = config
        self.results = multiprocessing.Queue()
        self.audit = multiprocessing.Queue()
        self.auditor = Auditor(self.audit, audit_path)
        self.shares = [[] for _ in range(config.workers)]
        self.progress = [0] * config.workers
        self.procs = []

    def plan(self):
        for i, tile in enumerate(self.config.tiles()):
            self.shares[i % len(self.shares)].append(tile)

    def start(self):
        self.auditor.start()
        for share in self.shares:
            proc = multiprocessing.Process(
                target=render, args=(share, self.config.tile_size, self.results)
            )
            proc.start()
            self.procs.append(proc)

    def finish(self):
        expected = sum(len(share) for share in self.shares)
        image = {}
        for _ in range(expected):
            tile, pixels = self.results.get()
            image[tile] = pixels
        for proc in self.procs:
            proc.join()
        self.audit.put(f"rendered {len(image)} tiles")
        self.audit.put(None)
        self.auditor.join()
        return image
