import subprocess

from .tool import Tool


class Tar(Tool):
    binary = "tar"

    def finish(self):
        try:
            text, _ = self.proc.communicate(timeout=3600)
        except subprocess.TimeoutExpired:
            self.proc.kill()
            text, _ = self.proc.communicate()
        return self.proc.returncode, text


class Rsync(Tool):
    binary = "rsync"

    def finish(self):
        lines = [line.rstrip() for line in self.proc.stdout]
        code = self.proc.wait()
        return code, "\n".join(lines)
