"""Login helper that asks for the credentials of an API."""
import asyncio
import builtins
from getpass import getpass
from typing import NamedTuple

import httpx


class Credentials(NamedTuple):
    user: str
    password: str


async def ask(realm: str) -> Credentials:
    await asyncio.sleep(0)
    user = builtins.input(f"user for {realm}: ")  # expect: ASF110
    password = getpass("password: ")  # expect: ASF110
    return Credentials(user, password)


async def login(base: str) -> str:
    credentials = await ask(base)
    async with httpx.AsyncClient(base_url=base) as client:
        answer = await client.post("/login", data=credentials._asdict())
        answer.raise_for_status()
        if answer.json().get("otp"):
            code = input("one time code: ").strip()  # expect: ASF110
            answer = await client.post("/otp", data={"code": code})
    return answer.json()["token"]


if __name__ == "__main__":
    print(asyncio.run(login("https://api.example.org")))
