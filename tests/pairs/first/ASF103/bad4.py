import subprocess as sp

import trio


async def drain_all(procs: dict[str, "sp.Popen[bytes]"]) -> dict[str, bytes]:
    output: dict[str, bytes] = {}

    async def drain(name: str, proc: "sp.Popen[bytes]") -> None:
        out, _ = proc.communicate()  # expect: ASF103
        output[name] = out

    async with trio.open_nursery() as nursery:
        for name, proc in procs.items():
            nursery.start_soon(drain, name, proc)
    return output
