"""Monte Carlo pricing over processes and threads."""
import logging
import multiprocessing
import os
import queue
import random
import threading

log = logging.getLogger("pricing")


def simulate(seed: int, paths: int, out) -> None:
    rng = random.Random(seed)
    for _ in range(paths):
        out.put(rng.gauss(0.0, 1.0))
    out.put(None)


def price(paths: int) -> float:
    context = multiprocessing.get_context("spawn")
    out = context.Queue()
    child = context.Process(target=simulate, args=(1, paths, out))
    child.start()
    total = sum(iter(out.get, None))
    child.join()
    return total / paths


def price_managed(paths: int) -> float:
    """The manager process owns the queue, so no feeder thread waits."""
    with multiprocessing.get_context("spawn").Manager() as manager:
        out = manager.Queue()
        child = multiprocessing.get_context("spawn").Process(target=simulate, args=(2, paths, out))
        child.start()
        child.join()
        return sum(iter(out.get, None)) / paths


def log_trades(inbox) -> None:
    while (trade := inbox.get()) is not None:
        log.info("trade %s", trade)


def record(trades: list[str]) -> None:
    """The child only reads."""
    context = multiprocessing.get_context("spawn")
    inbox = context.Queue()
    child = context.Process(target=log_trades, args=(inbox,))
    child.start()
    for trade in trades:
        inbox.put(trade)
    inbox.put(None)
    child.join()


def price_threaded(paths: int) -> float:
    """An ordinary queue has no pipe to fill."""
    out: queue.Queue = queue.Queue()
    workers = [threading.Thread(target=simulate, args=(n, paths, out)) for n in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(sum(iter(out.get, None)) for _ in workers) / paths


def one(conn, seed: int) -> None:
    conn.send(random.Random(seed).random())
    conn.close()


def sample(seed: int) -> float:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=one, args=(there, seed))
    process.start()
    there.close()
    value = here.recv()
    process.join()
    log.info(os.path.join("samples", str(seed)))
    return value
