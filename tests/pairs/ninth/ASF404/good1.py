"""Print spooler with busy finally blocks."""
import asyncio
import logging

log = logging.getLogger("printer")


class Job:
    def __init__(self, ident: int, pages: int) -> None:
        self.ident = ident
        self.pages = pages
        self.printed = 0

    async def page(self) -> None:
        await asyncio.sleep(0.001)
        self.printed += 1


class Printer:
    def __init__(self) -> None:
        self.trays = {"a4": 3, "a5": 0}
        self.done: list[int] = []

    async def print(self, job: Job) -> bool:
        try:
            for _ in range(job.pages):
                await job.page()
            return True
        finally:
            for tray, left in self.trays.items():
                if left == 0:
                    continue
                log.debug("tray %s: %d", tray, left)
                if left > 2:
                    break

    async def find(self, jobs: list[Job]) -> Job | None:
        for job in jobs:
            try:
                await job.page()
                if job.printed == job.pages:
                    return job
                if job.pages > 100:
                    break
            except ValueError:
                continue
            finally:
                self.done.append(job.ident)
        return None

    async def report(self) -> str:
        lines: list[str] = []
        try:
            await asyncio.sleep(0)
        finally:
            def worst() -> str:
                for tray, left in self.trays.items():
                    if left == 0:
                        return tray
                return "-"

            lines.append(worst())
            lines.sort(key=lambda line: len(line))
        return ",".join(lines)

    async def refill(self, tray: str) -> None:
        try:
            await asyncio.sleep(0)
        finally:
            while self.trays[tray] < 5:
                self.trays[tray] += 1
                if tray == "a5":
                    break
            log.info("tray %s refilled", tray)


async def main() -> None:
    printer = Printer()
    jobs = [Job(1, 2), Job(2, 1)]
    print(await printer.print(jobs[0]), await printer.find(jobs))
    await printer.refill("a5")
    print(await printer.report())


if __name__ == "__main__":
    asyncio.run(main())
