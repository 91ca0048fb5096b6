"""One after another, though neither needs the other."""
import httpx


async def both(client: httpx.AsyncClient) -> tuple[str, str]:
    left = await client.get("/left")
    right = await client.get("/right")  # expect: ASF320
    return left.text, right.text


async def each(client: httpx.AsyncClient, names: list[str]) -> list[str]:
    found = []
    for name in names:
        reply = await client.get(f"/{name}")  # expect: ASF320
        found.append(reply.text)
    return found
