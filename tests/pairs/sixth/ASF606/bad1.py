import queue
import threading


class JobBoard:
    """Jobs claimed by whichever worker has time."""

    def __init__(self, jobs):
        self._jobs = queue.Queue()
        for job in jobs:
            self._jobs.put(job)
        self._lock = threading.Lock()
        self._results = []

    def _worker(self):
        while not self._jobs.empty():
            job = self._jobs.get()  # expect: ASF606
            result = job()
            with self._lock:
                self._results.append(result)

    def run(self, workers=3):
        threads = [threading.Thread(target=self._worker) for _ in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with self._lock:
            return list(self._results)
