"""The OAuth 2.0 and OpenID Connect protocol, without I/O.

Text to types, types to documents, and every refusal of the token endpoint. Decisions
about clients and roles are not made here. Read ``errors/`` first.
"""
