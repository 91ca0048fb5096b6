import threading


def debounce(seconds, func):
    timer = threading.Timer(seconds, func)
    timer.daemon = True
    return timer


def after(seconds, func):
    timer = debounce(seconds, func)
    timer.start()
    return timer
