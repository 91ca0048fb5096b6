class Admin:
    """The operator's console."""

    def __init__(self, lot, board):
        self.lot = lot
        self.board = board

    def extend(self, spaces):
        with self.lot.changed:
            self.lot.capacity += spaces
            self.lot.free += spaces
        self.lot.changed.notify_all()  # expect: ASF602
        self.board.show(f"{spaces} new spaces")

    def night(self):
        if not self.lot.wait_empty(timeout=3600):
            self.board.show("cars left over")
