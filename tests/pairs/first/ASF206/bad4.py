async def transfer(source, target, amount: int) -> None:
    import asyncio as aio

    lock = aio.Lock()  # expect: ASF206
    await lock.acquire()
    try:
        await source.withdraw(amount)
        await target.deposit(amount)
    finally:
        lock.release()


async def audit(accounts: list) -> int:
    from anyio import Lock

    mutex = Lock()  # expect: ASF206
    total = 0
    for account in accounts:
        async with mutex:
            total += await account.balance()
    return total
