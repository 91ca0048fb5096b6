import asyncio

from .audit import AuditLog
from .keyring import RotatingProvider
from .webhook import Webhook


async def main():
    audit = AuditLog()
    hook = Webhook(RotatingProvider([b"new", b"old"]), audit)
    writer = asyncio.create_task(audit.writer(print))
    print(await hook.deliver(b'{"payment": "p1", "cents": 5}', "sig"))
    await audit.queue.join()
    writer.cancel()


if __name__ == "__main__":
    asyncio.run(main())
