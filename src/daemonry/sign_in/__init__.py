"""The one sign-in of persons, for every surface that needs to know who sits at a browser.

``persons.py`` tells who that is; ``app.py`` are the pages. Nothing here knows what a
surface does with the person, and no rule of passwords or sessions is written here.
"""
