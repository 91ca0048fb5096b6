import asyncio
import platform


async def gpu_names() -> list[str]:
    from subprocess import CalledProcessError, check_output as _capture

    match platform.system():
        case "Linux" | "Windows":
            tool = "nvidia-smi"
        case "Darwin":
            tool = "system_profiler"
        case other:
            raise NotImplementedError(other)
    try:
        raw = _capture([tool, "-L"], text=True)  # expect: ASF103
    except (FileNotFoundError, CalledProcessError):
        return []
    await asyncio.sleep(0)
    return [line.strip() for line in raw.splitlines() if line]
