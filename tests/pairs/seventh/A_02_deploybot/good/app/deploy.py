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
        await self.approval.changed.wait()
        try:
            out = await asyncio.to_thread(self.runner.run, "make", "install")
            self.log.append(out)
            await self.runner.run_async("systemctl", "reload", "site")
            status = "live"
        except RuntimeError as exc:
            self.log.append(str(exc))
            status = "failed"
        finally:
            self.log.append(f"approved by {self.approval.by}")
        return "dry" if self.dry_run else status

    async def prepare(self, ref):
        await asyncio.to_thread(subprocess.run, ["git", "fetch", "origin", ref], check=True)
        await self.runner.run_async("git", "checkout", ref)
