import threading
from concurrent.futures import ThreadPoolExecutor


class Importer:
    def __init__(self, jobs: list) -> None:
        self.jobs = jobs
        self.futures: list = []

    async def run(self) -> list:
        with ThreadPoolExecutor(max_workers=4) as pool:  # expect: ASF108
            self.futures = [pool.submit(job) for job in self.jobs]
        return self.futures


async def supervise(serve, watch) -> None:
    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        await serve()
    finally:
        watcher.join()  # expect: ASF108
