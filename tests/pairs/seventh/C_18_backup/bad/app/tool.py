import subprocess


class Tool:
    """An external program with its output captured."""

    binary = "true"

    def __init__(self, *args):
        self.args = [self.binary, *args]
        self.proc = None

    def start(self):
        self.proc = subprocess.Popen(
            self.args, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        return self

    def finish(self):
        raise NotImplementedError
