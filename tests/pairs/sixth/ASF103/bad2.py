import os
from subprocess import DEVNULL, Popen

import trio

shell = os.system


class Encoder:
    def __init__(self, path, proc: Popen):
        self.path = path
        self.proc = proc

    async def finish(self):
        async with trio.open_nursery() as nursery:
            nursery.start_soon(self.progress)
            code = self.proc.wait(timeout=30)  # expect: ASF103
        return code

    async def progress(self):
        for dot in range(3):
            print("." * dot)
            await trio.sleep(0.3)


async def normalise(path):
    await trio.lowlevel.checkpoint()
    if shell(f"normalize-audio {path}") != 0:  # expect: ASF103
        raise RuntimeError(path)


def encoder(path):
    return Encoder(path, Popen(["flac", path], stdout=DEVNULL))


def main(path):
    trio.run(normalise, path)
    trio.run(encoder(path).finish)


if __name__ == "__main__":
    main("take1.wav")
