import asyncio
import multiprocessing
import os
import subprocess
import threading
from concurrent.futures import ProcessPoolExecutor

spawn = multiprocessing.get_context("spawn")


def render(scene):
    return scene.upper()


class Monitor:
    def __init__(self, beat):
        self._beat = beat
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._heartbeat, daemon=True)

    def _heartbeat(self):
        while not self._stop.wait(5):
            self._beat()

    def run(self, check):
        pid = os.fork()
        if pid == 0:
            os._exit(0 if check() else 1)
        self._thread.start()
        _, status = os.waitpid(pid, 0)
        self._stop.set()
        return os.waitstatus_to_exitcode(status)

    def isolated(self, scene):
        self._thread.start()
        child = spawn.Process(target=render, args=(scene,))
        child.start()
        child.join()

    def external(self, command):
        self._thread.start()
        process = subprocess.Popen(command, start_new_session=True)
        return process.wait()


async def render_all(pool, scenes):
    loop = asyncio.get_running_loop()
    jobs = [loop.run_in_executor(pool, render, scene) for scene in scenes]
    return await asyncio.gather(*jobs)


def daemonise():
    if os.fork():
        os._exit(0)
    os.setsid()


def main(scenes):
    daemonise()
    with ProcessPoolExecutor(mp_context=spawn) as pool:
        print(asyncio.run(render_all(pool, scenes)))


if __name__ == "__main__":
    main(["sea", "sky"])
