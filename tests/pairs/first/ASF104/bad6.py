import asyncio
from pathlib import Path

CONFIGS = (Path("/etc/app/base.ini"), Path("/etc/app/site.ini"))


async def merge(paths: list[Path]) -> str:
    parts = []
    for path in paths:
        parts.append(path.read_text(encoding="utf-8"))  # expect: ASF104
        await asyncio.sleep(0)
    return "\n".join(parts)


async def fingerprints() -> dict[str, int]:
    return {path.name: hash(path.read_bytes()) for path in CONFIGS}  # expect: ASF104


async def motd() -> str:
    return (lambda: Path("/etc/motd").read_text())()  # expect: ASF104
