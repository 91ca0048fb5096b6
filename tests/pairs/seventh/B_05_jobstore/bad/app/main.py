import threading

from app.db import JobStore, connect
from app.notify import Notifier
from app.runner import Runner


def main(path, url, token):
    runner = Runner(JobStore(connect(path)), Notifier(url, token))
    worker = threading.Thread(target=runner.drain)  # expect: ASF702
    worker.start()
    runner.announce(["runner up", "queue open"])
    runner.allow()
    try:
        input("press enter to stop")
    finally:
        runner.stopping.set()
        worker.join()
