import threading
from concurrent.futures import ThreadPoolExecutor

from app.jobs import Worker


class Scheduler:
    def __init__(self, on_finish, size=4):
        self._on_finish = on_finish
        self._pool = ThreadPoolExecutor(size)
        self._running = {}
        self._lock = threading.Lock()

    def _execute(self, job):
        with self._lock:
            if job.key in self._running:
                return False
            self._running[job.key] = job
        ok = True
        try:
            job.run()
        except Exception:
            ok = False
        self._on_finish(ok)
        with self._lock:
            self._running.pop(job.key, None)
        return ok

    def run_batch(self, jobs):
        return list(self._pool.map(self._execute, jobs))

    def run_with_barrier(self, job):
        future = self._pool.submit(self._execute, job)
        job.done.wait()
        return future.result()

    def close(self):
        self._pool.shutdown()


class Ticker(Worker):
    def __init__(self, scheduler, jobs):
        super().__init__("ticker")
        self.scheduler = scheduler
        self.jobs = tuple(jobs)
        self.period = min(job.every for job in self.jobs)
        self.start()

    def step(self):
        self.scheduler.run_batch(self.jobs)
