"""Every outcome is read: results of gather, wait, submit and map."""
import asyncio
import logging
from concurrent.futures import Future, ThreadPoolExecutor

log = logging.getLogger(__name__)


async def probe(host: str) -> float:
    await asyncio.sleep(0.1)
    return float(len(host))


async def probe_all(hosts: list[str]) -> list[float]:
    results = await asyncio.gather(*map(probe, hosts), return_exceptions=True)
    for host, result in zip(hosts, results):
        if isinstance(result, BaseException):
            log.error("%s: %r", host, result)
    return [r for r in results if not isinstance(r, BaseException)]


async def probe_tasks(hosts: list[str]) -> list[float]:
    tasks = [asyncio.create_task(probe(h)) for h in hosts]
    await asyncio.wait(tasks)
    return [t.result() for t in tasks if t.exception() is None]


async def fire_and_fail(hosts: list[str]) -> None:
    await asyncio.gather(*(probe(h) for h in hosts))


def report(future: "Future[int]") -> None:
    if (error := future.exception()) is not None:
        log.error("job failed", exc_info=error)


def crunch(pool: ThreadPoolExecutor, rows: list[str]) -> int:
    first = pool.submit(len, rows[0])
    pool.submit(len, rows[-1]).add_done_callback(report)
    for size in pool.map(len, rows):
        log.info("row of %d", size)
    return first.result() + sum(pool.map(len, rows))
