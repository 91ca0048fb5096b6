import asyncio
import json


class Decoder:
    def __init__(self) -> None:
        self.bad = 0

    async def decode(self, frames: "asyncio.Queue[bytes]") -> list[object]:
        out = []
        for _ in range(10):
            frame = await frames.get()
            try:
                out.append(json.loads(frame))
            except:  # noqa: E722
                self.bad += 1
        return out

    async def register(self, hook, frames: list[bytes]) -> None:
        try:

            async def later() -> None:
                await hook(frames)

            self.later = later
        except BaseException:
            self.bad += 1
        await asyncio.sleep(0)
