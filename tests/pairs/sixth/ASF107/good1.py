import asyncio
import select
import smtplib
import socket


def listener(port):
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(("", port))
    sock.setblocking(False)
    return sock


class Discovery:
    def __init__(self, port):
        self.sock = listener(port)
        self.seen = set()

    async def drain(self):
        while True:
            try:
                data, peer = self.sock.recvfrom(512)
            except BlockingIOError:
                await asyncio.sleep(0.1)
                continue
            self.seen.add(peer)
            if data == b"bye":
                return

    async def pending(self):
        await asyncio.sleep(0)
        ready, _, _ = select.select([self.sock], [], [], 0)
        return bool(ready)

    async def hello(self):
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(self.sock, b"hello")


async def local_address():
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    probe.connect(("192.0.2.1", 9))
    name = probe.getsockname()
    probe.close()
    await asyncio.sleep(0)
    return name


async def resolve(host):
    loop = asyncio.get_running_loop()
    return await loop.getaddrinfo(host, 443, type=socket.SOCK_STREAM)


async def talk(host, text):
    reader, writer = await asyncio.open_connection(host, 7)
    writer.write(text)
    await writer.drain()
    answer = await reader.read(100)
    writer.close()
    await writer.wait_closed()
    return answer


def _send(message):
    with smtplib.SMTP("localhost") as server:
        server.send_message(message)


async def mail(message):
    await asyncio.to_thread(_send, message)
