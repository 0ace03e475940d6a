"""USE CASE a tenant as a file: what it is, what a file would change, and doing it.

What belongs here: the shape of the document (``shape.py`` is its schema), reading and
writing it, and the calls of ordinary ``daemonry.directory`` verbs that make a tenant
agree with it. What must not: a rule of its own about applications, and I/O. Read
``plan.py`` first.
"""
