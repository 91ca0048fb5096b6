import asyncio
import contextlib
import threading


class Feeder:
    def __init__(self):
        self.lock = threading.Lock()
        self.turn = asyncio.Lock()
        self.idle = threading.Event()
        self.state = "off"

    def set(self, state):
        with self.lock:
            self.state = state

    def get(self):
        with self.lock:
            return self.state

    def settle(self):
        self.idle.wait(1)

    async def run(self, job):
        async with self.turn:
            await job()

    def check(self):
        with self.lock:
            if self.state == "off":
                pass
            else:
                print(self.state)

    def ignore(self):
        with contextlib.suppress(FileNotFoundError):
            pass

    def touch(self, path):
        with open(path, "a"):
            pass


class Lockstep:
    def __enter__(self):
        print("step")
        return self

    def __exit__(self, *exc):
        print("done")


def march(steps):
    for _ in range(steps):
        with Lockstep():
            pass


@contextlib.contextmanager
def exclusive(feeder):
    with feeder.lock:
        yield


def later(feeder: Feeder):
    with feeder.lock:
        raise NotImplementedError(feeder.state)
