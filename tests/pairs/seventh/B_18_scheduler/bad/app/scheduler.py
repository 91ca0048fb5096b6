import time
from concurrent.futures import ThreadPoolExecutor

from app.jobs import Worker


class Scheduler:
    def __init__(self, on_finish, size=4):
        self._on_finish = on_finish
        self._pool = ThreadPoolExecutor(size)
        self._running = {}

    def _execute(self, job):
        if job.key in self._running:
            return False
        self._running[job.key] = job  # expect: ASF504
        ok = True
        try:
            job.run()
        except Exception:
            ok = False
        self._on_finish(ok)
        self._running.pop(job.key, None)
        return ok

    def run_batch(self, jobs):
        return list(self._pool.map(self._execute, jobs))

    def run_with_barrier(self, job):
        future = self._pool.submit(self._execute, job)
        while not job.done:  # expect: ASF507
            time.sleep(0.01)
        return future.result()

    def close(self):
        self._pool.shutdown()


class Ticker(Worker):
    def __init__(self, scheduler, jobs):
        super().__init__("ticker")
        self.scheduler = scheduler
        self.jobs = tuple(jobs)
        self.start()  # expect: ASF508
        self.period = min(job.every for job in self.jobs)

    def step(self):
        self.scheduler.run_batch(self.jobs)
