"""Monte Carlo pricing on several processes."""
import logging
import multiprocessing as mp
import queue
import random
import threading

log = logging.getLogger("pricing")


def simulate(seed: int, runs: int, out) -> None:
    rng = random.Random(seed)
    out.put(sum(rng.gauss(0, 1) for _ in range(runs)) / runs)


def stream(seed: int, conn) -> None:
    rng = random.Random(seed)
    for _ in range(10_000):
        conn.send(rng.random())
    conn.close()


def consume(jobs) -> None:
    while (job := jobs.get()) is not None:
        log.info("job %s", job)


def price(workers: int) -> float:
    ctx = mp.get_context("spawn")
    results = ctx.Queue()
    processes = [ctx.Process(target=simulate, args=(i, 1000, results)) for i in range(workers)]
    for process in processes:
        process.start()
    values = [results.get() for _ in processes]
    for process in processes:
        process.join()
    return sum(values) / len(values)


def sample(seed: int) -> list[float]:
    ctx = mp.get_context("spawn")
    here, there = ctx.Pipe(duplex=False)
    child = ctx.Process(target=stream, args=(seed, there))
    child.start()
    there.close()
    numbers = []
    try:
        while True:
            numbers.append(here.recv())
    except EOFError:
        pass
    child.join()
    return numbers


def feed(items: list[str]) -> None:
    ctx = mp.get_context("spawn")
    jobs = ctx.Queue(maxsize=10)
    child = ctx.Process(target=consume, args=(jobs,))
    child.start()
    for item in items:
        jobs.put(item)
    jobs.put(None)
    child.join()


def in_threads(count: int) -> list[int]:
    out: queue.Queue = queue.Queue()
    threads = [threading.Thread(target=out.put, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [out.get_nowait() for _ in threads]


def with_manager(count: int) -> list[float]:
    ctx = mp.get_context("spawn")
    with ctx.Manager() as manager:
        shared = manager.Queue()
        child = ctx.Process(target=simulate, args=(count, 10, shared))
        child.start()
        child.join()
        return [shared.get()]


if __name__ == "__main__":
    print(price(4), len(sample(1)), in_threads(3), with_manager(2))
    feed(["a", "b"])
