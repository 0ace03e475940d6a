"""What ends soon, of tenants and of the server, and who is told of it.

``expiries.py`` looks, ``figures.py`` counts, ``sender.py`` tells: the file to read first.
Who is told, and when again, is decided in ``directory/notices.py``.
"""
