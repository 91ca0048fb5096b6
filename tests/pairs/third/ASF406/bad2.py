"""Trio job runner that starts its jobs under a deadline."""
import trio


class Job:
    def __init__(self, name, seconds):
        self.name = name
        self.seconds = seconds

    async def run(self):
        await trio.sleep(self.seconds)
        print("done", self.name)


class Runner:
    def __init__(self, jobs):
        self.jobs = jobs

    async def run(self):
        async with trio.open_nursery() as nursery:
            for job in self.jobs:
                with trio.move_on_after(5):  # expect: ASF406
                    nursery.start_soon(job.run)

    async def names(self):
        await trio.sleep(0)
        with trio.fail_after(1):  # expect: ASF406
            return sorted(job.name for job in self.jobs)

    async def weight(self):
        with trio.CancelScope(deadline=trio.current_time() + 2) as scope:  # expect: ASF406
            total = sum(job.seconds for job in self.jobs)
        await trio.sleep(0)
        return None if scope.cancelled_caught else total


async def main():
    runner = Runner([Job("a", 1), Job("b", 2)])
    print(await runner.names(), await runner.weight())
    await runner.run()


if __name__ == "__main__":
    trio.run(main)
