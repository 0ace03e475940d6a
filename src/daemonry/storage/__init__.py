"""Adapters of ``ports``: the only place that knows SQL, files and sealed keys.

One schema and one set of queries serve SQLite and PostgreSQL; ``sqlite.py`` and
``postgres.py`` hold what differs. Read ``schema/`` first, then ``unit_of_work.py``.
No rule of the directory lives here except uniqueness, which only the database can
decide. Callers start at ``store.open_store``.
"""
