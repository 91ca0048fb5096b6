import anyio


async def read_frames(stream, gateway, errors=None):
    errors = [] if errors is None else errors
    while True:
        try:
            head = await stream.receive(4)
        except anyio.EndOfStream:
            return errors
        size = int.from_bytes(head, "big")
        frame = await stream.receive(size)
        if len(frame) != size:
            errors.append((size, len(frame)))
            continue
        await gateway.on_frame(frame)


async def serve_device(stream, gateway):
    async with stream:
        errors = await read_frames(stream, gateway)
        if errors:
            print("short frames:", errors)
