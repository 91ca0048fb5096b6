"""A monitor with a heartbeat thread and isolated checks in child processes."""
import os
import threading
import time


class Monitor:
    def __init__(self, beat, checks):
        self._beat = beat
        self._checks = checks
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._heartbeat, daemon=True)

    def _heartbeat(self):
        while not self._stop.wait(5):
            self._beat(time.time())

    def run(self):
        self._thread.start()
        children = []
        for check in self._checks:
            pid = os.fork()  # expect: ASF708
            if pid == 0:
                os._exit(0 if check() else 1)
            children.append(pid)
        failed = 0
        for pid in children:
            _, status = os.waitpid(pid, 0)
            failed += os.waitstatus_to_exitcode(status) != 0
        self._stop.set()
        return failed
