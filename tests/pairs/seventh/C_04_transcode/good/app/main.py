import sys

from .dispatch import Lane
from .jobs import Job, ThumbnailJob


def main(paths):
    video = Lane("video")
    stills = Lane("stills")
    for lane in (video, stills):
        lane.start()
    for path in paths:
        video.add(Job(path, "mp4"))
        stills.add(ThumbnailJob(path, "jpg"))
    video.close()
    stills.close()


if __name__ == "__main__":
    main(sys.argv[1:])
