import asyncio
import logging
import multiprocessing

from . import pools
from .cells import BuildProcess, Feeder
from .features import Feature, compute, lengths

log = logging.getLogger(__name__)


class ColumnBuilder(BuildProcess):
    def build(self, job):
        log.info("%s: %d", job.name, len(job.column))


class EndlessBuilder(BuildProcess):
    def run(self):
        while True:
            job = self.jobs.get()
            if job is None:
                return
            self.build(job)

    def build(self, job):
        log.info("endless %s", job.name)


async def measure(rows):
    loop = asyncio.get_running_loop()
    with_pool = pools.spawn_pool(2)
    found = await loop.run_in_executor(with_pool, lengths, rows)
    with_pool.shutdown(wait=False)
    return found


def compute_all(names, rows):
    features = [Feature(name, n) for n, name in enumerate(names)]
    with pools.spawn_pool(4) as pool:
        jobs = [pool.submit(compute, f, rows) for f in features]
        return [job.result() for job in jobs]


def compute_in_threads(names, rows):
    features = [Feature(name, n) for n, name in enumerate(names)]
    jobs = [pools.threads.submit(lambda f=f: compute(f, rows)) for f in features]
    return [job.result() for job in jobs]


def build(source):
    jobs = multiprocessing.Queue()
    builder = ColumnBuilder(jobs)
    builder.start()
    feeder = Feeder(source, jobs)
    feeder.start()
    feeder.join()
    builder.join()


def build_forever(jobs):
    builder = EndlessBuilder(jobs)
    builder.start()
    return builder
