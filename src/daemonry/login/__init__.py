"""The authority as a surface: token endpoint, discovery, keys, instance discovery.

Plain ASGI functions in front of any framework, because the token path must cost
little more than its signature. Read ``token.py`` first.
"""
