"""Names that differ between the firmware image and the desktop build."""
import asyncio
import time

pause = time.sleep
spawn = asyncio.create_task
apause = asyncio.sleep

__all__ = ["pause", "spawn", "apause"]
