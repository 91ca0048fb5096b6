from . import directory as geo


class Policy:
    def __init__(self, directory, tracer, admins="admins"):
        self.directory = directory
        self.tracer = tracer
        self.admins = admins

    def distinguished_name(self, user):
        with self.tracer.span("dn"):
            return self.directory.lookup(user)  # expect: ASF309

    def who(self, user):
        return self.directory.display_name(user)

    async def may_edit(self, user, page):
        if page.get("owner") == user:
            return True
        if self.directory.member_of(user, self.admins):  # expect: ASF302
            return True
        region = await geo.region_of(page.get("address", "0.0.0.0"))
        return region in page.get("regions", ())

    async def greeting(self, user):
        return f"Hello {self.who(user)}!"  # expect: ASF302
