"""A fork while other threads run."""
import multiprocessing
import os
import threading


def tick() -> None:
    print("tick")


def main() -> None:
    thread = threading.Thread(target=tick)
    thread.start()
    pid = os.fork()  # expect: ASF708
    if pid:
        os.waitpid(pid, 0)
    thread.join()


def pool() -> None:
    context = multiprocessing.get_context("fork")
    worker = threading.Thread(target=tick, daemon=True)
    worker.start()
    process = context.Process(target=tick)
    process.start()  # expect: ASF708
    process.join()


if __name__ == "__main__":
    main()
    pool()
