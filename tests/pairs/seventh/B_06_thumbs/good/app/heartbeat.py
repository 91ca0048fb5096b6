import multiprocessing
import time


def beat(path, interval):
    while True:
        with open(path, "w") as fh:
            fh.write(str(time.time()))
        time.sleep(interval)


def start(path="thumbs.alive", interval=5):
    child = multiprocessing.Process(target=beat, args=(path, interval), daemon=True)
    child.start()
    return child


def stop(child):
    child.terminate()
    child.join()
