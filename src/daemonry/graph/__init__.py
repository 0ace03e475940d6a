"""Microsoft Graph v1.0 as a surface: JSON in, directory verbs, JSON out.

No rule lives here. ``routes.py`` says which route calls what by which right; ``representation.py``
and ``intake.py`` are the only places with Graph's property names.
"""
