"""Nightly feature job, meant to be run as a script: python nightly.py"""
import logging
import multiprocessing as mp
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool, Process

logging.basicConfig(level=logging.INFO)
log = logging.getLogger("nightly")

ROOT = os.environ.get("NIGHTLY_ROOT", "/srv/data")


def featurize(path: str) -> int:
    with open(path, "rb") as stream:
        return len(stream.read())


def paths() -> list[str]:
    found = []
    for folder, _, names in os.walk(ROOT):
        found.extend(os.path.join(folder, name) for name in names)
    return found


class Uploader:
    def __init__(self, target: str) -> None:
        self.target = target
        self.process = Process(target=featurize, args=(target,), daemon=True)

    def launch(self) -> "Uploader":
        self.process.start()
        log.info("uploader is process %s", self.process.pid)
        return self

    def wait(self) -> int | None:
        self.process.join()
        return self.process.exitcode


def summarize(names: list[str]) -> int:
    with ProcessPoolExecutor() as executor:
        total = sum(executor.map(featurize, names))
    log.info("%d bytes", total)
    return total


uploader = Uploader(sys.argv[0]).launch()  # expect: ASF714

try:
    with Pool(4) as pool:  # expect: ASF714
        sizes = pool.map(featurize, paths())
except OSError:
    log.exception("nightly run failed")
    sizes = []

if len(sizes) > 10:
    summarize(paths())  # expect: ASF714

for name in ("index", "thumbs"):
    job = mp.Process(target=featurize, args=(f"{ROOT}/{name}",))
    job.start()  # expect: ASF714
    job.join()

sys.exit(uploader.wait())
