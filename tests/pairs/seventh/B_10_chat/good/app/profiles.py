from sqlalchemy import text


async def load_profile(session, user_id):
    row = await session.execute(text("SELECT name FROM users WHERE id = :id"), {"id": user_id})
    return user_id, row.scalar_one_or_none()


async def load_one(open_session, user_id):
    async with open_session() as session:
        return await load_profile(session, user_id)
