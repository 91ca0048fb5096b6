"""Pipes and pools of workers."""
import multiprocessing
import queue
import threading
from multiprocessing.connection import Connection


def child(conn: Connection) -> None:
    while True:
        text = conn.recv()  # expect: ASF609
        print(text)


def main() -> None:
    parent, other = multiprocessing.Pipe()
    process = multiprocessing.Process(target=child, args=(other,))
    process.start()
    parent.send("hello")


class Printer(threading.Thread):
    def __init__(self) -> None:
        super().__init__()
        self.lines: "queue.Queue[str]" = queue.Queue()
        self.stopping = False

    def run(self) -> None:
        while not self.stopping:
            print(self.lines.get())  # expect: ASF609

    def say(self, text: str) -> None:
        self.lines.put(f"{text}!")


def start() -> Printer:
    printer = Printer()
    printer.start()
    return printer


if __name__ == "__main__":
    main()
