from dataclasses import dataclass

from .calls import fetch


@dataclass
class Target:
    name: str
    url: str

    def status(self):
        return fetch(self.url).status_code

    def slug(self):
        return self.name.lower().replace(" ", "-")
