import asyncio
import subprocess


async def run_checked(argv: list[str], timeout_s: float = 30.0) -> bytes:
    printable = subprocess.list2cmdline(argv)
    proc = await asyncio.create_subprocess_exec(
        *argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
    )
    try:
        out, _ = await asyncio.wait_for(proc.communicate(), timeout_s)
    except asyncio.TimeoutError:
        proc.kill()
        await proc.wait()
        raise subprocess.TimeoutExpired(printable, timeout_s) from None
    if proc.returncode:
        raise subprocess.CalledProcessError(proc.returncode, argv, out)
    return out
