"""Tokens on behalf of a person: what a client may have of somebody who signed in.

``issue.py`` is the story of one request at the token endpoint, ``authorization.py`` that of
one at the authorization endpoint. Nothing here shows a page or knows a password.
"""
