"""trio uploader whose clean-up returns a status."""
from __future__ import annotations

from dataclasses import dataclass, field

import trio


@dataclass
class Upload:
    path: str
    sent: int = 0
    errors: list[str] = field(default_factory=list)

    async def chunk(self, n: int) -> int:
        await trio.sleep(0.01)
        return n

    async def send(self) -> str:
        try:
            self.sent = await self.chunk(1024)
        except OSError as exc:
            self.errors.append(str(exc))
        finally:
            for error in self.errors:
                print("error:", error)
                return error  # expect: ASF404
        return "ok"

    async def send_many(self, rounds: int) -> bool:
        left = rounds
        while left:
            left -= 1
            try:
                await self.chunk(left)
            finally:
                if self.errors:
                    return False  # expect: ASF404
        return True


async def main() -> None:
    upload = Upload("a.bin")
    with trio.move_on_after(1):
        print(await upload.send(), await upload.send_many(2))


if __name__ == "__main__":
    trio.run(main)
