import subprocess

BINARY = "ffmpeg"


def launch(source, target, *extra):
    """Start one encoder; the caller decides how to wait for it."""
    args = [BINARY, "-y", "-i", source, *extra, target]
    return subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def launch_quiet(source, target):
    args = [BINARY, "-loglevel", "quiet", "-i", source, target]
    return subprocess.Popen(args, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
