import asyncio

from .monitor import DiskMonitor
from .runner import Runner


async def main():
    monitor = DiskMonitor(asyncio.get_running_loop(), "/")
    monitor.arm()
    runner = Runner(limit=2)
    batches = [[(i, j) for j in range(1000)] for i in range(6)]
    print(await asyncio.gather(*(runner.run(batch) for batch in batches)))
    monitor.disarm()


if __name__ == "__main__":
    asyncio.run(main())
