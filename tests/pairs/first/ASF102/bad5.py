import asyncio
import uuid

import requests as rq


class TracedSession(rq.Session):
    def __init__(self) -> None:
        super().__init__()
        self.headers["X-Request-Id"] = uuid.uuid4().hex


async def publish(event: dict, endpoints: list[str]) -> list[int]:
    codes = []
    session = TracedSession()
    for url in endpoints:
        reply = session.post(url, json=event)  # expect: ASF102
        codes.append(reply.status_code)
        await asyncio.sleep(0)
    return codes


async def ping(url: str, method: str = "HEAD") -> bool:
    return rq.request(method, url, timeout=1).ok  # expect: ASF102
