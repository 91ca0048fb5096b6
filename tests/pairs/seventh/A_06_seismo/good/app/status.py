import trio


class StatusPage:
    def __init__(self, port):
        self.port = port
        self.hits = 0

    async def answer(self, stream):
        self.hits += 1
        await stream.send_all(b"HTTP/1.0 200 OK\r\n\r\nup\n")
        await trio.sleep(0.1)
        with trio.move_on_after(1):
            await stream.send_eof()

    async def serve(self, *, task_status=trio.TASK_STATUS_IGNORED):
        listeners = await trio.open_tcp_listeners(self.port)
        task_status.started(listeners)
        await trio.serve_listeners(self.answer, listeners)

    async def serve_simple(self, *, task_status=trio.TASK_STATUS_IGNORED):
        await trio.serve_tcp(self.answer, self.port, task_status=task_status)
