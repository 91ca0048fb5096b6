import os


def daemonize():
    if os.fork():  # expect: ASF708
        os._exit(0)
    os.setsid()
    os.umask(0o027)
