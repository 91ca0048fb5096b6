"""Encrypted vault that derives a key from a passphrase."""
import asyncio
import hashlib
import os
from hashlib import scrypt as derive_scrypt


class Vault:
    def __init__(self, salt: bytes | None = None) -> None:
        self.salt = salt or os.urandom(16)
        self.entries: dict[str, bytes] = {}

    async def unlock(self, passphrase: str) -> bytes:
        await asyncio.sleep(0)
        key = hashlib.pbkdf2_hmac("sha256", passphrase.encode(), self.salt, 600_000)  # expect: ASF109
        return key

    async def export_key(self, passphrase: str) -> str:
        await asyncio.sleep(0)
        return derive_scrypt(passphrase.encode(), salt=self.salt, n=2**14, r=8, p=1).hex()  # expect: ASF109

    async def put(self, name: str, value: str, passphrase: str) -> None:
        key = await self.unlock(passphrase)
        stream = hashlib.sha256(key + name.encode()).digest()
        raw = value.encode().ljust(32)[:32]
        self.entries[name] = bytes(a ^ b for a, b in zip(raw, stream))


async def main() -> None:
    vault = Vault()
    await vault.put("mail", "secret", "correct horse")
    print(vault.entries, await vault.export_key("correct horse"))


if __name__ == "__main__":
    asyncio.run(main())
