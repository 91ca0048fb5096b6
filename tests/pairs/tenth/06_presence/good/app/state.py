class Stats:
    def __init__(self):
        self.delivered = 0
        self.failed = 0


class Rooms:
    def __init__(self):
        self.members = {}
        self.topics = {}

    def join(self, user, sock):
        self.members[user] = sock

    def leave(self, user):
        self.members.pop(user, None)
