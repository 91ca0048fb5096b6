"""Non-blocking reader callbacks, and call_later methods that are not the loop's."""
import asyncio
import socket
import time


class Scheduler:
    """A plain thread scheduler with the loop's vocabulary."""

    def __init__(self) -> None:
        self.jobs: list = []

    def call_later(self, delay: float, callback) -> None:
        self.jobs.append((delay, callback))

    def run(self) -> None:
        for delay, callback in sorted(self.jobs, key=lambda job: job[0]):
            time.sleep(delay)
            callback()


def pause() -> None:
    time.sleep(1)


def make_listener(port: int) -> socket.socket:
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(("127.0.0.1", port))
    sock.setblocking(False)
    return sock


class Listener:
    def __init__(self, port: int) -> None:
        self.sock = make_listener(port)
        self.packets: list[bytes] = []

    def on_packet(self) -> None:
        try:
            self.packets.append(self.sock.recv(2048))
        except BlockingIOError:
            pass

    async def listen(self, seconds: float) -> int:
        loop = asyncio.get_running_loop()
        loop.add_reader(self.sock, self.on_packet)
        await asyncio.sleep(seconds)
        loop.remove_reader(self.sock)
        return len(self.packets)


if __name__ == "__main__":
    scheduler = Scheduler()
    scheduler.call_later(1, pause)
    scheduler.run()
    asyncio.run(Listener(9999).listen(5))
