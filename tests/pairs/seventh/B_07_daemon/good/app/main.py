from app import config
from app.daemon import Daemon
from app.handlers import CONFIG_PATH, install_hup, install_stop
from app.process import daemonize


def main(source):
    config.load(CONFIG_PATH)
    daemonize()
    daemon = Daemon(source)
    install_hup()
    install_stop(daemon.stop_event)
    daemon.start()
    print("running with interval", config.get("interval"))
    daemon.join()
