import logging
from pathlib import Path

from . import ffmpeg

log = logging.getLogger(__name__)


class Job:
    def __init__(self, source, profile):
        self.source = Path(source)
        self.profile = profile
        self.status = None

    @property
    def target(self):
        return self.source.with_suffix("." + self.profile)

    def run(self):
        proc = ffmpeg.launch(str(self.source), str(self.target), "-movflags", "+faststart")
        self.status = proc.wait()  # expect: ASF611
        if self.status:
            log.error("%s failed: %s", self.source, proc.stderr.read())


class ThumbnailJob(Job):
    def run(self):
        proc = ffmpeg.launch_quiet(str(self.source), str(self.target))
        self.status = proc.wait()
