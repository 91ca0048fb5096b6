import asyncio
import contextlib
import subprocess
import time


class Deploy:
    def __init__(self, host):
        self.host = host
        self.started = time.monotonic()

    def _ssh(self, command):
        return subprocess.run(["ssh", self.host, command], check=True)

    def restart(self):
        self._ssh("systemctl restart app")
        time.sleep(2)

    def plan(self):
        return [self.restart, self.restart]

    @property
    def age(self):
        return time.monotonic() - self.started


def chunks(text, size):
    for i in range(0, len(text), size):
        yield text[i:i + size]


def slow_lines(path):
    time.sleep(1)
    yield path


@contextlib.contextmanager
def timed(label):
    begin = time.perf_counter()
    try:
        yield
    finally:
        print(label, time.perf_counter() - begin)


def settle():
    time.sleep(0.1)  # noqa: ASF101


async def rollout(hosts):
    for host in hosts:
        deploy = Deploy(host)
        with timed(host):
            await asyncio.to_thread(deploy.restart)
        for step in deploy.plan():
            await asyncio.to_thread(step)
        print(deploy.age)


async def show(text):
    for piece in chunks(text, 80):
        print(piece)
        await asyncio.sleep(0)
    return slow_lines("log")


async def calibrate():
    settle()
    await asyncio.sleep(0)


def main():
    Deploy("a").restart()
    asyncio.run(rollout(["a", "b"]))
