"""The use case of one token request: who is it, what may it have, what does it get.

Pure decisions over what ``ports.TokenDirectory`` holds in memory; no framework, no SQL.
Read ``issue.py`` first: it is the whole story, in Entra's order of checks.
"""
