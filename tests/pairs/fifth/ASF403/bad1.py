"""Awaits between the failure and its way out."""
import asyncio


async def work(conn) -> None:
    try:
        await asyncio.sleep(1)
    finally:
        await conn.goodbye()  # expect: ASF403


async def handler(conn) -> None:
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        await conn.goodbye()  # expect: ASF403
        raise
