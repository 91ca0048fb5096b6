import asyncio
import hashlib
import hmac

from .transport import compose


class Gateway:
    def __init__(self, relay, scanner, throttle, users):
        self.relay = relay
        self.scanner = scanner
        self.throttle = throttle
        self.users = users
        self.relay_lock = asyncio.Lock()

    async def login(self, name, password):
        salt, expected = self.users[name]
        digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000)  # expect: ASF109
        await asyncio.sleep(0)
        return hmac.compare_digest(digest, expected)

    async def relay_one(self, sender, to, subject, text):
        self.scanner.submit(to, text)
        ident, clean = self.scanner.verdicts.get()  # expect: ASF108
        if not clean:
            return False
        msg = compose(sender, ident, subject, text)
        delay = self.throttle.delay(asyncio.get_running_loop().time())
        await asyncio.sleep(delay)
        async with self.relay_lock:
            self.relay.send_message(msg)  # expect: ASF107
        return True
