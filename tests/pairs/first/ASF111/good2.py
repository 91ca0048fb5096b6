import hashlib
import io


async def digest(buffer: io.BytesIO, size: int = 65536) -> str:
    state = hashlib.sha256()
    while True:
        chunk = buffer.read(size)
        if not chunk:
            break
        state.update(chunk)
    return state.hexdigest()


async def split(data: bytes, sep: bytes) -> list[bytes]:
    parts, start = [], 0
    while True:
        end = data.find(sep, start)
        if end < 0:
            parts.append(data[start:])
            return parts
        parts.append(data[start:end])
        start = end + len(sep)
