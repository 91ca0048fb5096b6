"""Worker service that starts its loop from a command line entry point."""
import argparse
import asyncio
import logging

logger = logging.getLogger("worker")


class Worker:
    def __init__(self, name: str) -> None:
        self.name = name

    async def run(self, rounds: int) -> int:
        done = 0
        for _ in range(rounds):
            await asyncio.sleep(0.1)
            done += 1
        return done

    async def legacy(self, loop: asyncio.AbstractEventLoop) -> None:
        await asyncio.sleep(0.1, loop=loop)  # expect: ASF325
        running = asyncio.Task.all_tasks()  # expect: ASF325
        logger.info("%d tasks", len(running))


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def main() -> None:
    options = parse()
    worker = Worker("w1")
    loop = asyncio.get_event_loop()  # expect: ASF325
    try:
        print(loop.run_until_complete(worker.run(options.rounds)))
        loop.run_until_complete(worker.legacy(loop))
    finally:
        loop.close()


if __name__ == "__main__":
    main()
