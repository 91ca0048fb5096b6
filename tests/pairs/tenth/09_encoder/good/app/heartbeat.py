import threading
import time

_beats = []


def _beat(path):
    while True:
        with open(path, "w") as handle:
            handle.write(str(time.time()))
        time.sleep(5)


def start_heartbeat(path):
    thread = threading.Thread(target=_beat, args=(path,), daemon=True, name="heartbeat")
    thread.start()
    _beats.append(thread)
    return thread
