import logging
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Process

log = logging.getLogger("mirror")


def mirror(name: str) -> int:
    log.info("mirror %s", name)
    return len(name)


class Mirror:
    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.sizes: list[int] = []

    def run(self) -> None:
        with ProcessPoolExecutor(2) as pool:
            self.sizes = list(pool.map(mirror, self.names))


def watch(name: str) -> None:
    log.info("watching %s", name)


def main() -> None:
    job = Mirror(["pypi", "npm"])
    job.run()
    print(job.sizes)


watcher = Process(target=watch, args=("disk",), daemon=True)
watcher.start()  # expect: ASF714
main()  # expect: ASF714
