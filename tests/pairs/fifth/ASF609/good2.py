"""EOF, a sentinel from outside, a shutdown."""
import multiprocessing
import queue
import threading
from multiprocessing.connection import Connection


def child(conn: Connection) -> None:
    try:
        while True:
            print(conn.recv())
    except EOFError:
        pass


def main() -> None:
    parent, other = multiprocessing.Pipe()
    process = multiprocessing.Process(target=child, args=(other,))
    process.start()
    parent.send("hello")
    parent.close()


def worker(inbox: queue.Queue) -> None:
    while True:
        item = inbox.get()
        if item is None:
            break
        print(item)


class Server:
    def __init__(self, inbox: queue.Queue) -> None:
        self.inbox = inbox
        self.thread = threading.Thread(target=worker, args=(inbox,))

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        self.inbox.put(None)
        self.thread.join()


if __name__ == "__main__":
    main()
