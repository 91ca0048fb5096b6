import os
from os import system


async def power(action: str, *, dry_run: bool = False) -> int:
    match action:
        case "reboot" if not dry_run:
            return system("systemctl reboot")  # expect: ASF103
        case "uptime":
            stream = os.popen("uptime")  # expect: ASF103
            return 0 if stream else 1
        case _:
            return 2
