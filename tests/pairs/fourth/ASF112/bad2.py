"""Service runner: signal handler and done callback that block the loop."""
import asyncio
import functools
import signal
import sqlite3
import subprocess


def reload_units(unit: str) -> None:
    subprocess.run(["systemctl", "reload", unit], check=False)


def record(name: str, task: asyncio.Task) -> None:
    conn = sqlite3.connect("runs.db")
    conn.execute("insert into runs values (?, ?)", (name, task.cancelled()))
    conn.commit()
    conn.close()


async def job(n: int) -> int:
    await asyncio.sleep(n)
    return n


async def main() -> None:
    loop = asyncio.get_running_loop()
    reload = functools.partial(reload_units, "nginx")
    loop.add_signal_handler(signal.SIGHUP, reload)  # expect: ASF112
    task = asyncio.create_task(job(2))
    task.add_done_callback(functools.partial(record, "job"))  # expect: ASF112
    print(await task)


if __name__ == "__main__":
    asyncio.run(main())
