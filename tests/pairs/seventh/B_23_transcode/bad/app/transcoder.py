import asyncio
import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor

from app.encode import spawn_encoder
from app.progress import ProgressThread
from app.signals import ignore_sigint


def probe(path):
    with open(path, "rb") as fh:
        return path, fh.read(12)


def sweep(tmpdir, stop):
    while not stop.wait(60):
        for entry in list(tmpdir.iterdir()):
            entry.unlink()


class Transcoder:
    def __init__(self, tmpdir):
        self._tmpdir = tmpdir
        self._stop = threading.Event()
        self._probes = ThreadPoolExecutor(2, initializer=ignore_sigint)

    async def probe(self, path):
        return await asyncio.get_running_loop().run_in_executor(self._probes, probe, path)

    async def transcode(self, path):
        done = asyncio.Event()
        ours, theirs = multiprocessing.Pipe(duplex=False)
        child = spawn_encoder(path, theirs)
        progress = ProgressThread(ours, done)
        progress.start()
        await done.wait()
        await asyncio.to_thread(child.join)
        return progress.percent

    def start_sweeper(self):
        sweeper = threading.Thread(target=sweep, args=(self._tmpdir, self._stop), daemon=True)  # expect: ASF711
        sweeper.name = "sweeper"

    def close(self):
        self._stop.set()
        self._probes.shutdown(wait=False)
