"""What an answer depends on: which names were looked up to get it, and what they were found to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flake8_asyncsafe.project.finder import Found


class Dependencies:
    """Records of look-ups, by the module on whose behalf they were made (``user``)."""

    def __init__(self) -> None:
        self.user = ""
        self._uses: dict[str, dict[str, Found | None]] = {}

    def add(self, name: str, found: Found | None) -> None:
        """The user looked ``name`` up, and it is (in) that module, or none of the project."""
        self._uses.setdefault(self.user, {})[name] = found

    def add_absent(self, root: str) -> None:
        """The user may use names that start with this segment, and none of them is of the project."""
        self._uses.setdefault(self.user, {})[f"{root}."] = None

    def of(self, user: str) -> dict[str, Found | None]:
        """All look-ups that what is known on behalf of ``user`` may depend on: its own, and those of what it found."""
        gathered: dict[str, Found | None] = {}
        seen = {user}
        todo = [user]
        while todo:
            for name, found in self._uses.get(todo.pop(), {}).items():
                gathered[name] = found
                if found is not None and found.name not in seen:
                    seen.add(found.name)
                    todo.append(found.name)
        return gathered

    def start(self, user: str) -> None:
        """From now on, look-ups are made for a file that is looked at anew: earlier ones of its own do not count."""
        self._uses.pop(user, None)
        self.user = user
