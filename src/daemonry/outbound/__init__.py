"""ADAPTERS: whatever this server asks of other servers: keys of foreign issuers, webhooks, mail.

All HTTP goes through ``fetcher.py``, which is the file to read first. Nothing else in
the server opens an outbound HTTP connection. ``mail.py`` talks to the operator's mail server.
"""
