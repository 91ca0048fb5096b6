import http.client
import json

import httpx


async def version(host: str) -> int:
    conn = http.client.HTTPSConnection(host, timeout=5)
    conn.request("GET", "/version")  # expect: ASF102
    reply = conn.getresponse()  # expect: ASF102
    return reply.status


async def pages(url: str | None):
    while url:
        if (page := httpx.get(url, follow_redirects=True)).is_error:  # expect: ASF102
            return
        payload = json.loads(page.text)
        yield payload["items"]
        url = payload.get("next")
