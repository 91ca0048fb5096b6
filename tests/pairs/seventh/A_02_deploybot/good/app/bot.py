import asyncio
import functools
import signal
import sys

from .deploy import Deployment
from .runner import CommandRunner
from .state import Approval, webhook


async def main(ref):
    approval = Approval()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    server = await asyncio.start_server(
        functools.partial(webhook, approval=approval), "127.0.0.1", 8099
    )
    job = asyncio.create_task(Deployment(CommandRunner("/srv/site"), approval).execute(ref))
    async with server:
        await stop.wait()
    job.cancel()
    try:
        await job
    except asyncio.CancelledError:
        pass


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    asyncio.run(main(sys.argv[1]))
