"""For development and tests only: the tutorial tenant and its to-do API.

What belongs here: things that ``daemonry dev`` brings and a production server never
loads. What must not: anything that a production command needs. Read ``seed.py`` first.
"""
