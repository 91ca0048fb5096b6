"""Methods of objects that hold a lock, files and loops."""
import asyncio
import multiprocessing
import socket
import threading
from concurrent.futures import ProcessPoolExecutor


class Worker:
    def __init__(self) -> None:
        self.lock = threading.Lock()

    def run(self, n: int) -> int:
        return n

    def start(self) -> None:
        with ProcessPoolExecutor() as pool:
            print(pool.submit(self.run, 1).result())  # expect: ASF707


def handle(connection) -> None:
    connection.close()


async def main() -> None:
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor() as pool:
        await loop.run_in_executor(pool, lambda: 1)  # expect: ASF707


def spawn(path: str) -> None:
    context = multiprocessing.get_context("spawn")
    with open(path) as file:
        process = context.Process(target=print, args=(file,))  # expect: ASF707
        process.start()
        process.join()
