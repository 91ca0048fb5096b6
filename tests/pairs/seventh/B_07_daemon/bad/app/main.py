from app import config
from app.daemon import Daemon
from app.handlers import CONFIG_PATH, install_hup
from app.process import daemonize


def main(source):
    config.load(CONFIG_PATH)
    install_hup()
    daemon = Daemon(source)
    daemon.start()
    daemonize()
    print("running with interval", config.get("interval"))
    daemon.join()
