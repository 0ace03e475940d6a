"""What the admin center says after a form was accepted, and its templates."""

from __future__ import annotations

from pathlib import Path
from typing import Final

TEMPLATES: Final = Path(__file__).parent / "templates"

NOTICES: Final = {
    "app-registered": "Registered. Copy the identifiers below: clients and APIs need them.",
    "app-deleted": "Deleted. It can be restored under Deleted applications.",
    "app-restored": "Restored, with its service principal.",
    "app-purged": "Deleted permanently.",
    "app-deactivated": "Deactivated. Requests for tokens are refused from now on.",
    "app-reactivated": "Reactivated. The next request for a token counts again.",
    "redirect-uri-added": "Redirect URI added.",
    "redirect-uri-removed": "Redirect URI removed.",
    "owners-added": "Owners added.",
    "owner-removed": "Owner removed.",
    "secret-deleted": "Client secret deleted. Token requests with it are refused from now on.",
    "secret-shown": "This secret was created before; its value was shown once and is gone.",
    "certificate-added": "Certificate added.",
    "certificate-deleted": "Certificate deleted.",
    "federated-added": "Federated credential added. Test it with a token of the issuer.",
    "federated-saved": "Federated credential saved.",
    "federated-deleted": "Federated credential deleted.",
    "role-created": "App role created.",
    "role-saved": "App role saved.",
    "role-deleted": "App role deleted.",
    "claims-saved": "Optional claims saved. The next token has them.",
    "scope-created": "Scope added.",
    "scope-saved": "Scope saved.",
    "scope-deleted": "Scope deleted.",
    "client-authorized": "Client application authorized.",
    "client-withdrawn": "Client application removed.",
    "manifest-saved": "Manifest saved.",
    "uri-saved": "Application ID URI saved.",
    "permissions-added": "Permissions added. They take effect with admin consent.",
    "permission-removed": "Permission removed from the configured permissions.",
    "role-assigned": "Role assigned. The next token holds it.",
    "permission-revoked": "Admin consent revoked. The next token lacks the role.",
    "consent-granted": "Successfully granted admin consent for the requested permissions.",
    "mended": "Done. This is what the client gets now.",
    "tenant-created": "Created. This is the new tenant: its ID, domain and authority.",
    "tenant-switched": "This is the tenant you look at now.",
    "tenant-deleted": "Tenant deleted.",
    "tenant-saved": "Tenant properties saved.",
    "domain-added": "Domain added. It counts once it is verified.",
    "domain-verified": "Domain verified.",
    "domain-default": "This domain stands for the tenant from now on.",
    "domain-removed": "Domain removed.",
    "key-created": "Signing key created.",
    "key-planned": "The next key is published; it will sign by itself.",
    "key-rotated": "A new key signs from now on.",
    "key-revoked": "Key revoked. Its tokens are void as soon as APIs fetch keys again.",
    "properties-saved": "Properties saved.",
}
"""What a page may say after a form was accepted, by the name in ``?notice=``."""
