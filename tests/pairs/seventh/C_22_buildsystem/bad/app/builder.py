import subprocess
import threading

from .state import BuildState


class Builder(BuildState):
    """Feeds the steps to a few threads."""

    def __init__(self, config, notices):
        super().__init__()
        self.config = config
        self.notices = notices
        self.steps = config.step_queue()
        self.threads = []

    def abort(self, reason):
        with self.lock:
            self.failed = reason
        self.changed.notify_all()  # expect: ASF602
        self.notices.put(f"aborted: {reason}")

    def schedule(self, steps):
        with self.lock:
            for step in self.missing(steps):
                self.steps.put(step)  # expect: ASF616

    def work(self):
        while True:
            step = self.steps.get()
            if step is None:
                return
            code = subprocess.call(["make", step])
            if code:
                self.abort(f"{step}: {code}")
            else:
                self.mark(step)
            self.notices.put(step)

    def start(self):
        for _ in range(self.config.jobs):
            thread = threading.Thread(target=self.work)
            thread.start()
            self.threads.append(thread)

    def stop(self):
        for _ in self.threads:
            self.steps.put(None)
        for thread in self.threads:
            thread.join()
