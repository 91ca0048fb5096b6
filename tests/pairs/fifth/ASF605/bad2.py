"""A worker that returns, and one whose job raises."""
import queue
import threading


class Pool:
    def __init__(self, size: int) -> None:
        self.jobs: queue.Queue = queue.Queue()
        self.threads = [threading.Thread(target=self._worker, daemon=True) for _ in range(size)]

    def _worker(self) -> None:
        while True:
            job = self.jobs.get()  # expect: ASF605
            if job is None:
                return
            try:
                job()
            except Exception:
                print("failed")
                continue
            self.jobs.task_done()

    def run(self, jobs: list) -> None:
        for thread in self.threads:
            thread.start()
        for job in jobs:
            self.jobs.put(job)
        for _ in self.threads:
            self.jobs.put(None)
        self.jobs.join()
