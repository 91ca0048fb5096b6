"""Nothing to wait for in the clean-up."""
import asyncio


async def work(conn) -> None:
    try:
        await asyncio.sleep(1)
    finally:
        conn.close()


async def handler(conn) -> None:
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        conn.abort()
        raise
