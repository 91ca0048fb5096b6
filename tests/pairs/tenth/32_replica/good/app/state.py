from dataclasses import dataclass, field


@dataclass
class Shard:
    owner: str | None = None
    seq: int = 0
    term: int = 0
    replicas: list = field(default_factory=list)
    pending: dict = field(default_factory=dict)
