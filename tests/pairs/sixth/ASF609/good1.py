import asyncio
import multiprocessing
import queue
import threading

STOP = object()


class Mailer:
    def __init__(self, deliver):
        self._deliver = deliver
        self._outbox = queue.Queue(200)
        self._thread = threading.Thread(target=self._run)

    def start(self):
        self._thread.start()

    def send(self, message):
        self._outbox.put(message)

    def close(self):
        self._outbox.put(STOP)
        self._thread.join()

    def _run(self):
        while True:
            message = self._outbox.get()
            if message is STOP:
                break
            self._deliver(message)


class MetricsWriter(threading.Thread):
    def __init__(self, sink):
        super().__init__(daemon=True)
        self._sink = sink
        self._points = queue.Queue()

    def run(self):
        while True:
            self._sink.write(self._points.get())


class Poller:
    def __init__(self, handle):
        self._handle = handle
        self._stop = threading.Event()
        self._inbox = queue.Queue()

    def run(self):
        while not self._stop.is_set():
            try:
                item = self._inbox.get(timeout=0.5)
            except queue.Empty:
                continue
            self._handle(item)


def serve_pipe(conn, handle):
    while True:
        try:
            request = conn.recv()
        except EOFError:
            return
        conn.send(handle(request))


def start_server(handle):
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=serve_pipe, args=(theirs, handle))
    process.start()
    theirs.close()
    return ours, process


async def pump(inbox: asyncio.Queue, handle):
    while True:
        await handle(await inbox.get())
