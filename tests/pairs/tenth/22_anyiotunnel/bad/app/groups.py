import anyio

STARTUP_LIMIT = 30.0
scope = anyio.CancelScope
limit = anyio.move_on_after


def group():
    return anyio.create_task_group()
