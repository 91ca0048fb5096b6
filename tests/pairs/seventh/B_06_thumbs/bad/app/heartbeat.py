import multiprocessing
import time


def beat(path, interval):
    while True:
        with open(path, "w") as fh:
            fh.write(str(time.time()))
        time.sleep(interval)


_beat = multiprocessing.Process(target=beat, args=("thumbs.alive", 5), daemon=True)
_beat.start()  # expect: ASF714


def stop():
    _beat.terminate()
    _beat.join()
