"""except BaseException, an async generator, and a shield without a timeout's end."""
import trio


async def guard(conn) -> None:
    try:
        await trio.sleep(1)
    except BaseException:
        await conn.rollback()  # expect: ASF402
        raise


async def rows(conn):
    try:
        while True:
            yield await conn.next()
    finally:
        await conn.release()  # expect: ASF402


async def timed(conn) -> None:
    try:
        await trio.sleep(1)
    finally:
        with trio.move_on_after(5):
            await conn.goodbye()  # expect: ASF402
