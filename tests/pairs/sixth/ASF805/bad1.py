"""Handlers of a small TCP server; every connection has a thread."""
import socketserver


class ChatHandler(socketserver.StreamRequestHandler):
    greeting = b"welcome\n"
    history = []

    def handle(self):
        self.wfile.write(self.greeting)
        for line in self.rfile:
            text = line.decode().strip()
            if text == "/quit":
                break
            self.history.append(text)  # expect: ASF805
            self.wfile.write(f"{len(text)} characters\n".encode())


class ChatServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def main(port):
    with ChatServer(("localhost", port), ChatHandler) as server:
        server.serve_forever()


if __name__ == "__main__":
    main(9000)
