import asyncio

import urllib3

_http = urllib3.PoolManager(num_pools=4)


async def resolve_all(names: list[str]) -> dict[str, int]:
    results: dict[str, int] = {}

    async def resolve(name: str) -> None:
        reply = _http.request("GET", f"https://registry.internal/{name}")  # expect: ASF102
        results[name] = reply.status

    await asyncio.gather(*(resolve(name) for name in names))
    return results
