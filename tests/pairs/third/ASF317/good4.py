"""Bulk importer that waits for futures of its executor."""
import asyncio
import concurrent.futures


def load(name: str) -> int:
    return len(name)


class Importer:
    def __init__(self, names: list[str]) -> None:
        self.names = names

    async def run(self) -> int:
        loop = asyncio.get_running_loop()
        futures = [loop.run_in_executor(None, load, name) for name in self.names]
        done, _ = await asyncio.wait(futures)
        return sum(future.result() for future in done)

    def blocking(self) -> int:
        with concurrent.futures.ThreadPoolExecutor() as pool:
            futures = [pool.submit(load, name) for name in self.names]
            done, _ = concurrent.futures.wait(futures)
            return sum(future.result() for future in done)

    async def grouped(self) -> int:
        tasks = []
        async with asyncio.TaskGroup() as group:
            for name in self.names:
                tasks.append(group.create_task(asyncio.to_thread(load, name)))
        return sum(task.result() for task in tasks)


def main() -> None:
    importer = Importer(["a", "bb"])
    print(importer.blocking(), asyncio.run(importer.run()), asyncio.run(importer.grouped()))


if __name__ == "__main__":
    main()
