import multiprocessing
import threading


class BuildProcess(multiprocessing.Process):
    def __init__(self, jobs):
        super().__init__()
        self.jobs = jobs

    def run(self):
        while True:
            job = self.jobs.get()
            if job is None:
                break
            self.build(job)

    def build(self, job):
        raise NotImplementedError


class Feeder(threading.Thread):
    def __init__(self, source, jobs):
        super().__init__(name="feeder")
        self.source = source
        self.jobs = jobs

    def run(self):
        for job in self.source:
            self.jobs.put(job)
        self.jobs.put(None)
