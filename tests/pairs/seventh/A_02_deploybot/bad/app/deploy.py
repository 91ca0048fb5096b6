import asyncio
import logging
import subprocess

log = logging.getLogger("deploy")


class Deployment:
    def __init__(self, runner, approval, dry_run=False):
        self.runner = runner
        self.approval = approval
        self.dry_run = dry_run
        self.log = []

    async def execute(self, ref):
        await self.prepare(ref)
        while not self.approval.granted:  # expect: ASF405
            await asyncio.sleep(1)
        try:
            out = self.runner.run("make", "install")  # expect: ASF120
            self.log.append(out)
            await self.runner.run_async("systemctl", "reload", "site")
            status = "live"
        except RuntimeError as exc:
            self.log.append(str(exc))
            status = "failed"
        finally:
            self.log.append(f"approved by {self.approval.by}")
            if self.dry_run:
                return "dry"  # expect: ASF404
        return status

    async def prepare(self, ref):
        subprocess.run(["git", "fetch", "origin", ref], check=True)  # expect: ASF103
        await self.runner.run_async("git", "checkout", ref)
