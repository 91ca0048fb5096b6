"""Defects under trio, each on a line that names the code of flake8-async for it."""

import contextlib
import math

import trio


async def work(*args): ...


def compute(): ...


async def scope_without_checkpoint():
    with trio.move_on_after(5):  # ASYNC100
        compute()
    with trio.fail_after(5):  # ASYNC100
        compute()


async def yields_in_scope():
    with trio.CancelScope():
        yield 1  # ASYNC101
    async with trio.open_nursery():
        yield 2  # ASYNC101
    await work()


async def awaits_in_cleanup():
    try:
        await work()
    finally:
        await work()  # ASYNC102


async def swallows():
    try:
        await work()
    except BaseException:  # ASYNC103
        compute()
    try:
        await work()
    except trio.Cancelled:  # ASYNC103
        pass


async def replaces():
    try:
        await work()
    except BaseException:
        if compute():
            return  # ASYNC104
        raise


async def forgets_await():
    trio.sleep(1)  # ASYNC105
    trio.lowlevel.checkpoint()  # ASYNC105
    await work()


async def takes_timeout(timeout):  # ASYNC109
    await work(timeout)


class Poller:
    ready = False

    async def polls(self):
        while not self.ready:  # ASYNC110
            await trio.sleep(0.1)

    async def sets(self):
        self.ready = True
        await work()


async def child_outlives_file():
    async with trio.open_nursery() as nursery:
        with open("x") as file:
            nursery.start_soon(work, file)  # ASYNC111


async def group_of_one():
    async with trio.open_nursery() as nursery:  # ASYNC112
        nursery.start_soon(work)


async def serve(task_status=trio.TASK_STATUS_IGNORED):
    task_status.started()
    await work()


class Server:
    async def __aenter__(self):
        self.nursery.start_soon(trio.serve_tcp, work, 80)  # ASYNC113
        await work()

    async def __aexit__(self, *args):
        return None


async def sleeps():
    await trio.sleep(0)  # ASYNC115
    await trio.sleep(86401)  # ASYNC116
    await trio.sleep(math.inf)  # ASYNC116


async def lines():
    with open("x") as file:
        for line in file:
            yield line  # ASYNC119
    await work()


async def awaits_in_handler():
    try:
        await work()
    except ValueError:
        await work()  # ASYNC120
        raise


async def jumps():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(work)
        await work()
        return  # ASYNC121


def flattens():
    try:
        compute()
    except ExceptionGroup as group:
        raise group.exceptions[0]  # ASYNC123


async def constant_deadlines():
    with trio.fail_at(5):  # ASYNC125
        await work()
    with trio.CancelScope(deadline=7):  # ASYNC125
        await work()


class Failures(ExceptionGroup):  # ASYNC126
    pass


async def never_started(task_status=trio.TASK_STATUS_IGNORED):  # ASYNC128
    await work()


def misreads_group():
    try:
        compute()
    except* OSError as error:
        print(error.errno)  # ASYNC400


async def generator():  # ASYNC900
    yield 1
    await work()


async def may_not_checkpoint(flag):
    if flag:
        await work()
    return  # ASYNC910


async def endless(flag):
    while True:  # ASYNC913
        if flag:
            await work()


async def pairs():
    await work()
    yield 1
    yield 2  # ASYNC911
    await work()


async def may_not_checkpoint_inside(flag):
    with trio.move_on_after(1):  # ASYNC912
        if flag:
            await work()
    await work()


@contextlib.asynccontextmanager
async def fine():
    async with trio.open_nursery() as nursery:
        yield nursery
