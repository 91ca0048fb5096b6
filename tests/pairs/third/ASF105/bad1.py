"""Upload service that stores incoming parts below a spool directory."""
import asyncio
import os
import uuid
from dataclasses import dataclass


@dataclass
class Part:
    name: str
    payload: bytes


def write_payload(path: str, payload: bytes) -> None:
    with open(path, "wb") as handle:
        handle.write(payload)


class UploadService:
    def __init__(self, spool: str) -> None:
        self.spool = spool

    def _target(self, name: str) -> str:
        return os.path.join(self.spool, os.path.basename(name))

    async def receive(self, part: Part) -> str:
        target = self._target(part.name)
        if os.path.exists(target):  # expect: ASF105
            raise FileExistsError(target)
        os.makedirs(self.spool, exist_ok=True)  # expect: ASF105
        temporary = f"{target}.{uuid.uuid4().hex}"
        await asyncio.to_thread(write_payload, temporary, part.payload)
        os.rename(temporary, target)  # expect: ASF105
        return target


async def main() -> None:
    service = UploadService("/var/spool/uploads")
    for name in ("a.bin", "b.bin"):
        stored = await service.receive(Part(name, b"\0" * 16))
        print("stored", stored)


if __name__ == "__main__":
    asyncio.run(main())
