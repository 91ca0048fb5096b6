from sqlalchemy import text


async def load_profile(session, user_id):
    row = await session.execute(text("SELECT name FROM users WHERE id = :id"), {"id": user_id})
    return user_id, row.scalar_one_or_none()
