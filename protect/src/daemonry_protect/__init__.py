"""Protect a web API with access tokens of Daemonry or of Microsoft Entra.

Here is what an API needs to check tokens and to ask about them; how tokens are made is
no business of this package. Read ``validator.py`` first, ``errors.py`` and
``settings.py`` as documents. ``daemonry_protect.fastapi`` needs FastAPI;
``daemonry_protect.testing`` is an authority for tests.
"""

from daemonry_protect.asgi import ProtectMiddleware, access_token
from daemonry_protect.errors import AccessError
from daemonry_protect.settings import ANY_TENANT, Settings, SettingsError
from daemonry_protect.token import AccessToken
from daemonry_protect.validator import TokenValidator

__all__ = [
    "ANY_TENANT",
    "AccessError",
    "AccessToken",
    "ProtectMiddleware",
    "Settings",
    "SettingsError",
    "TokenValidator",
    "access_token",
]
