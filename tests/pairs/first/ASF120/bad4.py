import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def mounted(device: str, where: str) -> Iterator[str]:
    subprocess.run(["mount", device, where], check=True)
    try:
        yield where
    finally:
        subprocess.run(["umount", where], check=True)


async def backup(device: str, copy) -> int:
    with mounted(device, "/mnt/backup") as where:  # expect: ASF120
        return await copy(where)
