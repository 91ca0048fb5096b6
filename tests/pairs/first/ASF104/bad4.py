import tempfile
from shutil import copytree as clone

import anyio


async def snapshot(source: str, build) -> str:
    import shutil

    workdir = tempfile.mkdtemp(prefix="snap-")  # expect: ASF104
    try:
        clone(source, f"{workdir}/src")  # expect: ASF104
        await build(workdir)
        await anyio.sleep(0)
        return f"{workdir}/out"
    except OSError:
        shutil.rmtree(workdir, ignore_errors=True)  # expect: ASF104
        raise
