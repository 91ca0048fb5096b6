import time


class Approval:
    """Filled in by the chat webhook once somebody presses the button."""

    def __init__(self):
        self.granted = False
        self.by = None
        self.at = None

    def grant(self, user):
        self.by = user
        self.at = time.time()
        self.granted = True

    def revoke(self):
        self.granted = False
        self.by = None


async def webhook(reader, writer, approval):
    line = await reader.readline()
    verb, _, user = line.decode().strip().partition(" ")
    if verb == "approve":
        approval.grant(user)
    elif verb == "revoke":
        approval.revoke()
    writer.write(b"ok\n")
    await writer.drain()
    writer.close()
