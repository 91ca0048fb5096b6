import time

from .tool import Tool


class Tar(Tool):
    binary = "tar"

    def finish(self):
        began = time.monotonic()
        while self.proc.poll() is None:  # expect: ASF611
            if time.monotonic() - began > 3600:
                self.proc.kill()
            time.sleep(0.5)
        return self.proc.returncode, self.proc.stdout.read()


class Rsync(Tool):
    binary = "rsync"

    def finish(self):
        lines = [line.rstrip() for line in self.proc.stdout]
        code = self.proc.wait()
        return code, "\n".join(lines)
