class Stage:
    def __init__(self, name, sink_path):
        self.name = name
        self.sink = open(sink_path, "a")

    def emit(self, rows):
        for row in rows:
            self.sink.write(f"{self.name}\t{row}\n")

    def close(self):
        self.sink.close()
