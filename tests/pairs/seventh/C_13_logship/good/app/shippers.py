import json
import socket

from .worker import STOP, QueueWorker


class UdpShipper(QueueWorker):
    def __init__(self, inbox, address):
        super().__init__(inbox, "udp")
        self.address = address
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    def handle(self, entry):
        self.sock.sendto(json.dumps(entry).encode(), self.address)


class Archiver(QueueWorker):
    """Writes to a file that is opened once for the life of the thread."""

    def __init__(self, inbox, path):
        super().__init__(inbox, "archive")
        self.path = path

    def close(self):
        self.inbox.put(STOP)

    def run(self):
        with open(self.path, "a") as out:
            while True:
                entry = self.inbox.get()
                if entry is STOP:
                    break
                out.write(json.dumps(entry) + "\n")
                out.flush()
