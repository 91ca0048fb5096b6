"""Datagram and stream sockets that never block: the loop's own socket calls."""
import asyncio
import select
import socket


def quiet(sock: socket.socket) -> socket.socket:
    sock.setblocking(False)
    return sock


class Beacon:
    def __init__(self, group: tuple[str, int]) -> None:
        self.group = group
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.sock.setblocking(False)
        self.wake_r, self.wake_w = socket.socketpair()
        self.wake_r.settimeout(0)
        self.wake_w.settimeout(0)

    async def ping(self) -> bytes:
        loop = asyncio.get_running_loop()
        self.sock.connect(self.group)
        await loop.sock_sendall(self.sock, b"ping")
        return await loop.sock_recv(self.sock, 512)

    async def drain(self) -> int:
        total = 0
        while select.select([self.wake_r], [], [], 0)[0]:
            total += len(self.wake_r.recv(4096))
            await asyncio.sleep(0)
        return total

    async def fetch(self, host: str) -> bytes:
        loop = asyncio.get_running_loop()
        stream = quiet(socket.socket())
        try:
            await loop.sock_connect(stream, (host, 80))
            await loop.sock_sendall(stream, b"GET / HTTP/1.0\r\n\r\n")
            return await loop.sock_recv(stream, 65536)
        finally:
            stream.close()
