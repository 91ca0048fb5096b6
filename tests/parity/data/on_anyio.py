"""Defects under anyio, each on a line that names the code of flake8-async for it."""

import anyio


async def work(*args): ...


def compute(): ...


async def scope_without_checkpoint():
    with anyio.move_on_after(5):  # ASYNC100
        compute()


async def delayed():
    scope = anyio.move_on_after(5)  # ASYNC122
    await work()
    with scope:
        await work()


async def swallows():
    try:
        await work()
    except anyio.get_cancelled_exc_class():  # ASYNC103
        compute()


async def group_of_one():
    async with anyio.create_task_group() as group:  # ASYNC112
        group.start_soon(work)


async def sleeps():
    await anyio.sleep(0)  # ASYNC115
    await anyio.sleep(86401)  # ASYNC116


async def jumps():
    async with anyio.create_task_group() as group:
        group.start_soon(work)
        await work()
        return  # ASYNC121
