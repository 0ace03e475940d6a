"""ADAPTERS: whatever this server asks of other servers; today the keys of foreign issuers.

All of it goes through ``fetcher.py``, which is the file to read first. Nothing else in
the server opens an outbound HTTP connection.
"""
