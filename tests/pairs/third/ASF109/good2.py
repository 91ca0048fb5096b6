"""Webhook receiver that checks signatures with cheap digests."""
import asyncio
import base64
import hashlib
import hmac
import json
import re
import zlib

SECRET = b"s3cret"
EVENT = re.compile(r"^(push|release)\.")


class SignatureError(Exception):
    pass


class Receiver:
    def __init__(self, secret: bytes = SECRET) -> None:
        self.secret = secret
        self.seen: set[str] = set()

    def sign(self, body: bytes) -> str:
        return hmac.new(self.secret, body, hashlib.sha256).hexdigest()

    async def receive(self, body: bytes, signature: str) -> dict:
        await asyncio.sleep(0)
        if not hmac.compare_digest(self.sign(body), signature):
            raise SignatureError
        digest = hashlib.blake2b(body, digest_size=16).hexdigest()
        self.seen.add(digest)
        event = json.loads(body)
        if not EVENT.match(event["type"]):
            return {}
        packed = base64.b64encode(zlib.compress(body)).decode()
        return {"etag": hashlib.md5(body).hexdigest(), "body": packed}


async def main() -> None:
    receiver = Receiver()
    body = b'{"type": "push.main"}'
    print(await receiver.receive(body, receiver.sign(body)))


if __name__ == "__main__":
    asyncio.run(main())
