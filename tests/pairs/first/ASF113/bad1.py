import asyncio


class Report:
    def __init__(self, rows: list[dict]) -> None:
        self.rows = rows

    def _totals(self, column: str) -> dict[str, float]:
        totals: dict[str, float] = {}
        for row in self.rows:
            totals[row["name"]] = totals.get(row["name"], 0.0) + row[column]
        return totals

    async def totals(self, column: str) -> dict[str, float]:
        return await asyncio.to_thread(self._totals(column))  # expect: ASF113
