class Resource:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.detach()

    def detach(self):
        pass

    async def aclose(self):
        self.detach()
