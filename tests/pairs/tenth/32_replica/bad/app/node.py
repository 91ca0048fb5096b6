from .link import Link
from .state import Shard


class Node:
    def __init__(self, name, link: Link):
        self.name = name
        self.link = link
        self.shard = Shard()

    def add_replica(self, host):
        self.shard.replicas.append(host)

    def remove_replica(self, host):
        self.shard.replicas.remove(host)

    def forget(self, key):
        del self.shard.pending[key]
