import logging

log = logging.getLogger("chatops")


class Handler:
    prefix = "!"

    def __init__(self, transport):
        self.transport = transport

    async def reply(self, message, text):
        await self.transport.send(to=message["room"], text=text)

    def matches(self, message):
        return message.get("text", "").startswith(self.prefix)

    async def handle(self, message):
        raise NotImplementedError

    async def audit(self, message):
        log.info("%s said %s", message.get("from"), message.get("text"))
