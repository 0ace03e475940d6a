"""The admin center under ``/admin/``: one page module for each blade; read ``routes.py`` first.

Pages are rendered here, on the server, and work without scripts. Forms call the verbs
of ``directory`` that Graph and the command line call; no rule of the directory, and no
refusal, may be written here.
"""
