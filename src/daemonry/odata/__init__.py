"""Graph's protocol without I/O: paths, query options, filters, pages, bodies, errors.

Text to types and back; every failure is an ``ODataError``. Read ``errors.py`` first.
"""
