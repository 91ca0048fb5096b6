"""Started here, or handed on."""
import threading


def beep() -> None:
    print("beep")


class Worker(threading.Thread):
    def run(self) -> None:
        beep()
        super().run()


def make() -> threading.Thread:
    return threading.Thread(target=beep)


def main() -> None:
    threading.Thread(target=beep).start()
    workers = [Worker() for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    other = make()
    other.start()
    other.join()
