"""Use cases of administration: one file per noun, the public verbs inside.

Every verb is an ``async def`` function whose first argument is a ``Work``: one unit
of work, who asks, in which tenant. A verb checks what the actor may do, decides on
the object as it will be stored, writes, and adds its audit event in the same
transaction. No verb knows HTTP, SQL or a wire format. Read ``work.py`` first, then
``applications.py``.
"""
