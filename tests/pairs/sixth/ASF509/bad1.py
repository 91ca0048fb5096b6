import socketserver
import threading
import time
import urllib.request
from http.server import SimpleHTTPRequestHandler


class FileServer:
    def __init__(self, port: int) -> None:
        self.port = port
        self.server: socketserver.TCPServer | None = None

    def _serve(self) -> None:
        with socketserver.TCPServer(("", self.port), SimpleHTTPRequestHandler) as server:
            self.server = server
            server.serve_forever()

    def start(self) -> threading.Thread:
        thread = threading.Thread(target=self._serve, daemon=True)
        thread.start()
        time.sleep(0.5)  # expect: ASF509
        print("serving", self.server)
        return thread


def main() -> None:
    files = FileServer(8123)
    thread = files.start()
    with urllib.request.urlopen("http://localhost:8123/") as reply:
        print(reply.status)
    files.server.shutdown()
    thread.join()


if __name__ == "__main__":
    main()
