from dataclasses import dataclass
from subprocess import DEVNULL
from subprocess import run as sh


@dataclass(slots=True)
class Repo:
    path: str

    async def fetch(self, remote: str = "origin") -> bool:
        done = sh(["git", "-C", self.path, "fetch", remote], stdout=DEVNULL)  # expect: ASF103
        return done.returncode == 0

    async def head(self) -> str:
        proc = sh(  # expect: ASF103
            ["git", "-C", self.path, "rev-parse", "HEAD"],
            capture_output=True,
            text=True,
        )
        return proc.stdout.strip()
