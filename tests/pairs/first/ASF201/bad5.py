async def copy_table(source, target, table_lock, batch: int = 500) -> int:
    copied = 0
    with table_lock:  # expect: ASF201
        async for row in source.rows(batch):
            target.add(row)
            copied += 1
    return copied


class Exporter:
    def __init__(self, pool, write_mutex) -> None:
        self.pool = pool
        self.write_mutex = write_mutex

    async def export(self, name: str) -> None:
        with self.write_mutex:  # expect: ASF201
            async with self.pool.connection() as conn:
                conn.export(name)
