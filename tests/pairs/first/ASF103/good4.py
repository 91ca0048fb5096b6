import subprocess
from subprocess import CalledProcessError, CompletedProcess

from anyio import run_process as run


async def lint(paths: list[str], dry: bool) -> CompletedProcess:
    if dry or not paths:
        return subprocess.CompletedProcess(args=["lint"], returncode=0, stdout=b"", stderr=b"")
    result = await run(["lint", *paths], check=False, stderr=subprocess.STDOUT)
    if result.returncode > 1:
        raise subprocess.CalledProcessError(result.returncode, "lint", result.stdout)
    return result


async def try_lint(paths: list[str]) -> str:
    try:
        return (await lint(paths, dry=False)).stdout.decode()
    except CalledProcessError as exc:
        return f"failed: {exc.returncode}"
