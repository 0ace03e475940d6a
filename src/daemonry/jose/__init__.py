"""JSON Web Signatures and keys, thin over ``cryptography`` and ``joserfc``.

Algorithm lists are explicit and come from us, never from a token. Read ``jwt.py`` first.
"""
