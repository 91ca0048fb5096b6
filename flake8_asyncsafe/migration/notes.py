"""What the migration has to tell: places that a human should look at."""

from __future__ import annotations

from dataclasses import dataclass, field


class UnreadableError(Exception):
    """A file cannot be read or changed safely; it is left as it is."""


@dataclass(slots=True)
class Notes:
    """Remarks by place, and the files that were left alone because of an error."""

    remarks: list[tuple[str, int, str]] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)

    def add(self, path: str, line: int, text: str) -> None:
        """Remark on a line (0: on the file)."""
        remark = (path, line, text)
        if remark not in self.remarks:
            self.remarks.append(remark)

    def fail(self, path: str, text: str) -> None:
        """A file could not be handled."""
        self.failures.append((path, text))

    def lines(self) -> list[str]:
        """All of it as text, in order of place."""
        told = [f"{path}:{line}: {text}" if line else f"{path}: {text}" for path, line, text in sorted(self.remarks)]
        return [*told, *(f"{path}: left alone: {text}" for path, text in self.failures)]
