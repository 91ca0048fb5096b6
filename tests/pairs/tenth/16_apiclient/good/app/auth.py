class Authority:
    def __init__(self, store):
        self.store = store

    async def allowed(self, user, action):
        grants = await self.store.grants(user)
        return action in grants

    def known(self, user):
        return user in self.store.users
