import abc
import asyncio
import hashlib
import hmac


class Provider(abc.ABC):
    """A payment provider. verify() only looks at bytes, capture() talks to the provider."""

    def __init__(self, secret: bytes):
        self.secret = secret

    @abc.abstractmethod
    def verify(self, body: bytes, signature: str) -> bool: ...

    @abc.abstractmethod
    async def capture(self, payment: str, cents: int) -> str: ...


class HmacProvider(Provider):
    def verify(self, body, signature):
        mine = hmac.new(self.secret, body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(mine, signature)

    async def capture(self, payment, cents):
        reader, writer = await asyncio.open_connection("pay.example", 9000)
        writer.write(f"CAPTURE {payment} {cents}\n".encode())
        await writer.drain()
        reply = await reader.readline()
        writer.close()
        return reply.decode().strip()
