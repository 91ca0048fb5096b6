import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .experiment import Experiment
from .flags import Flag, FlagStore, drop_expired

STORE = FlagStore()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        shares = {name: flag.share for name, flag in sorted(STORE.everything().items())}
        body = json.dumps(shares).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        name, share = self.path.strip("/").split("/")
        STORE.put(name, Flag(name, int(share), time.time() + 3600))
        self.send_response(204)
        self.end_headers()


def main(initial):
    STORE.replace(drop_expired(dict(initial)))
    trial = Experiment(STORE)
    trial.set(Flag("dark-mode", 50, time.time() + 60))
    print(trial.differs(42))
    ThreadingHTTPServer(("", 8080), Handler).serve_forever()


if __name__ == "__main__":
    main({})
