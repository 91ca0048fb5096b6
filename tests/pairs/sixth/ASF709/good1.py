import asyncio
import multiprocessing
import signal
import threading


class BackupService:
    def __init__(self, save):
        self._save = save
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def _terminated(self, signum, frame):
        self._stop.set()

    def _run(self):
        while not self._stop.wait(60):
            self._save()

    def run_forever(self):
        signal.signal(signal.SIGTERM, self._terminated)
        self._thread.start()
        self._thread.join()

    def _nudge(self):
        signal.raise_signal(signal.SIGTERM)

    def stop_in(self, seconds):
        timer = threading.Timer(seconds, self._nudge)
        timer.daemon = True
        timer.start()


def child(work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work()


def in_child(work):
    process = multiprocessing.Process(target=child, args=(work,))
    process.start()
    process.join()
    return process.exitcode


def careful(stop):
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: stop.set())


async def serve(handler, port):
    closing = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, closing.set)
    server = await asyncio.start_server(handler, "localhost", port)
    async with server:
        await closing.wait()


if __name__ == "__main__":
    asyncio.run(serve(lambda reader, writer: writer.close(), 8080))
