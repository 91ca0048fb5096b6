import subprocess
import threading


class Linter:
    def __init__(self, command):
        self.command = list(command)
        self.output = ""
        self._thread = None

    def _run(self):
        child = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True, start_new_session=True)
        self.output, _ = child.communicate()

    def start(self):
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def result(self):
        self._thread.join()
        return self.output
