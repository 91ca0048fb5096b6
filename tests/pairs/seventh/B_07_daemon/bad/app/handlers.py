import signal

from app import config

CONFIG_PATH = "/etc/sensord.json"


def on_hup(signum, frame):
    with config.CONFIG_LOCK:  # expect: ASF213
        config._config["reloaded"] = True


def install_hup():
    signal.signal(signal.SIGHUP, on_hup)


def install_stop(event):
    def on_term(signum, frame):
        event.set()

    signal.signal(signal.SIGTERM, on_term)  # expect: ASF709
