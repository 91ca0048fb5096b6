import asyncio
import multiprocessing
import os
import subprocess
import threading

forking = multiprocessing.get_context("fork")


def render(scene: str) -> None:
    print("rendering", scene)


class Renderer:
    def __init__(self, scenes: list[str]) -> None:
        self.scenes = scenes
        self.children = []

    async def launch(self) -> None:
        for scene in self.scenes:
            child = forking.Process(target=render, args=(scene,))
            self.children.append(child)
            child.start()  # expect: ASF708
            await asyncio.sleep(0.5)


def start_logger(pipe) -> threading.Thread:
    thread = threading.Thread(target=pipe.pump, daemon=True)
    thread.start()
    return thread


def serve(pipe, command: list[str]) -> int:
    start_logger(pipe)
    process = subprocess.Popen(command, preexec_fn=os.setsid)  # expect: ASF708
    return process.wait()


if __name__ == "__main__":
    asyncio.run(Renderer(["sea", "sky"]).launch())
