"""trio handlers that clean up and raise again, and broad handlers around no await."""
import json

import trio


class Channel:
    def __init__(self, stream: trio.abc.Stream) -> None:
        self.stream = stream
        self.broken = False

    async def send(self, message: dict) -> None:
        try:
            payload = json.dumps(message).encode()
        except BaseException:
            payload = b"{}"
        try:
            await self.stream.send_all(payload)
        except trio.Cancelled:
            self.broken = True
            raise
        except trio.BrokenResourceError:
            self.broken = True

    async def receive(self) -> bytes:
        try:
            return await self.stream.receive_some(4096)
        except BaseException as exc:
            self.broken = True
            if isinstance(exc, trio.ClosedResourceError):
                raise EOFError from exc
            raise

    async def patient_receive(self) -> bytes | None:
        with trio.move_on_after(5) as scope:
            data = await self.receive()
        if scope.cancelled_caught:
            return None
        return data

    async def drain(self) -> int:
        total = 0
        while not self.broken:
            try:
                total += len(await self.receive())
            except (EOFError, OSError):
                break
        return total
