"""Voice bridge between a radio network and a conference server."""
import asyncio
import logging

log = logging.getLogger("bridge")


class Codec:
    def __init__(self, rate):
        self.rate = rate

    def encode(self, frame):
        return bytes(b >> 1 for b in frame)


class Channel:
    def __init__(self, radio, conference):
        self._radio = radio
        self._conference = conference
        self._codec = Codec(8000)
        self._talk = None
        self._listeners = {}
        self.frames = 0

    async def _transmit(self):
        async for frame in self._radio:
            await self._conference.send(self._codec.encode(frame))
            self.frames += 1

    async def _listen(self, user):
        while True:
            frame = await self._conference.receive(user)
            log.debug("%s: %d bytes", user, len(frame))

    async def open(self, users):
        self._talk = asyncio.create_task(self._transmit())
        for user in users:
            self._listeners[user] = asyncio.create_task(self._listen(user))

    async def mute(self):
        if (task := self._talk) is not None:
            task.cancel()  # expect: ASF410
        log.info("muted after %d frames", self.frames)

    async def kick(self, user):
        listener = self._listeners.pop(user, None)
        if listener is None:
            raise KeyError(user)
        listener.cancel()  # expect: ASF410
        await self._conference.send(f"{user} left".encode())

    async def close(self):
        talk, self._talk = self._talk, None
        if talk is not None:
            talk.cancel()
            await asyncio.gather(talk, return_exceptions=True)
        listeners, self._listeners = self._listeners, {}
        for listener in listeners.values():
            listener.cancel()  # expect: ASF410
        self._conference.hang_up()


async def with_dial_tone(dial, number):
    async def tone():
        while True:
            await asyncio.sleep(0.4)
            log.debug("beep")

    beeper = asyncio.create_task(tone())
    try:
        return await dial(number)
    finally:
        beeper.cancel()  # expect: ASF410


async def main(radio, conference, dial):
    channel = Channel(radio, conference)
    await channel.open(["anna", "ben"])
    line = await with_dial_tone(dial, "112")
    log.info("connected: %s", line)
    await channel.kick("ben")
    await channel.close()
