import threading

from .channels import make_inbox


class InboxThread(threading.Thread):
    def __init__(self, name):
        super().__init__(name=name)
        self.inbox = make_inbox()
        self.stopping = False

    def post(self, item):
        self.inbox.put(item)

    def halt(self):
        self.stopping = True
        self.inbox.put(None)
