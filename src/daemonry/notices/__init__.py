"""Telling somebody what ends soon, before it does: what to tell, the outbox, the ways out.

``duty.py`` is the story: look, put into the outbox once, deliver until it succeeds.
"""
