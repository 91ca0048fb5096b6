"""Runs the linters of a repository and collects what they say."""
import subprocess
from pathlib import Path


class LintRun:
    def __init__(self, root: Path):
        self.root = root
        self.output = b""

    def run(self, command):
        proc = subprocess.Popen(
            command,
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        code = proc.wait()  # expect: ASF611
        self.output = proc.stdout.read()
        return code


def lint(root, commands):
    failed = []
    for command in commands:
        run = LintRun(root)
        if run.run(command) != 0:
            failed.append((command, run.output.decode()))
    return failed
