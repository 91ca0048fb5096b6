import threading


class ConnectionPool:
    """Idle connections of one host, used by request threads."""

    def __init__(self, connect, size=4):
        self.connect = connect
        self.size = size
        self.lock = threading.Lock()
        self.idle = []

    def get(self):
        with self.lock:
            if self.idle:
                return self.idle.pop()
        return self.connect()

    def put(self, conn):
        with self.lock:
            if len(self.idle) < self.size:
                self.idle.append(conn)
                return
        conn.close()

    def reset(self):
        self.lock = threading.Lock()  # expect: ASF210
        with self.lock:
            old, self.idle = self.idle, []
        for conn in old:
            conn.close()


class Conn:
    def close(self):
        print("closed")


def main():
    pool = ConnectionPool(Conn)
    threads = [threading.Thread(target=lambda: pool.put(pool.get())) for _ in range(3)]
    for thread in threads:
        thread.start()
    pool.reset()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
