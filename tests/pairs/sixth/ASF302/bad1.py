import asyncio
import logging

log = logging.getLogger(__name__)


class Vault:
    def __init__(self, secrets):
        self.secrets = secrets

    async def has(self, name):
        await asyncio.sleep(0)
        return name in self.secrets

    async def read(self, name):
        await asyncio.sleep(0)
        return self.secrets[name]

    async def names(self):
        await asyncio.sleep(0)
        return sorted(self.secrets)


class Shell:
    def __init__(self, vault: Vault):
        self.vault = vault

    async def show(self, name):
        await asyncio.sleep(0)
        if self.vault.has(name):  # expect: ASF302
            print(f"{name}: {await self.vault.read(name)}")
        else:
            print("no such secret")

    async def count(self):
        total = len(self.vault.names())  # expect: ASF302
        await asyncio.sleep(0)
        return total


async def main():
    shell = Shell(Vault({"db": "hunter2"}))
    await shell.show("db")
    print(await shell.count())


asyncio.run(main())
