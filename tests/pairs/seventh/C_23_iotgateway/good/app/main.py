import anyio

from .devices import serve_device
from .gateway import Gateway
from .sinks import FileSink, TcpSink


async def main():
    gateway = Gateway([FileSink("data.jsonl"), TcpSink("store.example", 7000)])
    listener = await anyio.create_tcp_listener(local_port=9100)
    print("sinks:", ", ".join(gateway.labels()))

    async def handle(stream):
        await serve_device(stream, gateway)

    await listener.serve(handle)


if __name__ == "__main__":
    anyio.run(main)
