"""Concurrent, or dependent on each other."""
import asyncio

import httpx


async def both(client: httpx.AsyncClient) -> tuple[str, str]:
    left, right = await asyncio.gather(client.get("/left"), client.get("/right"))
    return left.text, right.text


async def chain(client: httpx.AsyncClient) -> str:
    token = await client.get("/token")
    reply = await client.get("/data", headers={"Authorization": token.text})
    return reply.text


async def pages(client: httpx.AsyncClient, url: str) -> list[str]:
    found = []
    while url:
        reply = await client.get(url)
        found.append(reply.text)
        url = reply.headers.get("next", "")
    return found
