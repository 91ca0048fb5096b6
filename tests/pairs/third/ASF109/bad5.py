"""Migration tool that rehashes legacy passwords concurrently."""
import hashlib

import anyio
import bcrypt as bc

LEGACY = {"ada": "5f4dcc3b", "bob": "7c6a180b"}


def legacy_digest(password: str) -> str:
    return hashlib.md5(password.encode()).hexdigest()[:8]


async def check_all(password: str, digests: list[bytes]) -> int:
    await anyio.sleep(0)
    return sum(bc.checkpw(password.encode(), digest) for digest in digests)  # expect: ASF109


async def rehash(name: str, password: str, out: dict[str, bytes]) -> None:
    await anyio.sleep(0)
    match LEGACY.get(name):
        case None:
            return
        case digest if digest == legacy_digest(password):
            out[name] = bc.hashpw(password.encode(), bc.gensalt())  # expect: ASF109
        case _:
            raise ValueError(name)


async def main() -> None:
    out: dict[str, bytes] = {}
    async with anyio.create_task_group() as group:
        for name in LEGACY:
            group.start_soon(rehash, name, "password", out)
    print(await check_all("password", list(out.values())))


if __name__ == "__main__":
    anyio.run(main)
