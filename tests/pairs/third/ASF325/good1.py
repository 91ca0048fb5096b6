"""Worker service that creates or finds its loop in the current ways."""
import argparse
import asyncio


class Worker:
    def __init__(self, name: str) -> None:
        self.name = name

    async def run(self, rounds: int) -> int:
        loop = asyncio.get_running_loop()
        start = loop.time()
        for _ in range(rounds):
            await asyncio.sleep(0.1)
        return round(loop.time() - start)

    async def inventory(self) -> int:
        current = asyncio.current_task()
        return len([task for task in asyncio.all_tasks() if task is not current])


def loop_for_tools() -> asyncio.AbstractEventLoop:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.new_event_loop()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    worker = Worker("w1")
    loop = asyncio.new_event_loop()
    try:
        print(loop.run_until_complete(worker.run(options.rounds)))
        print(loop.run_until_complete(worker.inventory()))
    finally:
        loop.close()
    print(loop_for_tools().is_running())


if __name__ == "__main__":
    main()
