"""Writer processes that share a device through a multiprocessing lock."""
import multiprocessing
import sys

device_lock = multiprocessing.Lock()


def emit(text: str) -> None:
    with device_lock:
        sys.stdout.write(text)


def writer(number: int) -> None:
    for step in range(3):
        emit(f"{number}.{step}\n")


def sync_point() -> None:
    with device_lock:  # expect: ASF215
        pass


class Supervisor:
    def __init__(self, count: int) -> None:
        self.processes = [multiprocessing.Process(target=writer, args=(n,)) for n in range(count)]

    def run(self) -> None:
        for process in self.processes:
            process.start()
        sync_point()
        for process in self.processes:
            process.join()
        with device_lock:  # expect: ASF215
            pass
        print("ended")


if __name__ == "__main__":
    Supervisor(2).run()
