"""Fork first, or spawn."""
import multiprocessing
import os
import threading


def tick() -> None:
    print("tick")


def main() -> None:
    pid = os.fork()
    if not pid:
        os._exit(0)
    os.waitpid(pid, 0)
    thread = threading.Thread(target=tick)
    thread.start()
    thread.join()


def pool() -> None:
    context = multiprocessing.get_context("spawn")
    worker = threading.Thread(target=tick, daemon=True)
    worker.start()
    process = context.Process(target=tick)
    process.start()
    process.join()


if __name__ == "__main__":
    main()
    pool()
