"""The nouns: frozen values with their invariants, standard library only.

Nothing here does I/O, knows a framework or a wire format. Read ``application.py``
first: everything else hangs from it.
"""
