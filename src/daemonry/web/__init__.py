"""What all surfaces share: origins, limits, answers, the listening server.

No rule of the directory or of OAuth lives here.
"""
