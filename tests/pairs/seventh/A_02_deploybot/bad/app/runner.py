import asyncio
import subprocess


class CommandRunner:
    def __init__(self, cwd, env=None):
        self.cwd = cwd
        self.env = env

    def run(self, *argv):
        done = subprocess.run(argv, cwd=self.cwd, env=self.env, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout

    async def run_async(self, *argv):
        proc = await asyncio.create_subprocess_exec(
            *argv, cwd=self.cwd, env=self.env, stdout=asyncio.subprocess.PIPE
        )
        out, _ = await proc.communicate()
        if proc.returncode:
            raise RuntimeError(f"{argv[0]} exited with {proc.returncode}")
        return out.decode()
