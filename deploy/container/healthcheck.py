"""Ask the server in this container whether it is ready; exit code 0 when it is.

It speaks TLS or, behind a proxy, plain HTTP. Whose certificate it is does not matter
here: nothing leaves the container.
"""

import os
import ssl
import sys
import urllib.request

behind_proxy = os.environ.get("DAEMONRY_BEHIND_PROXY", "").lower() in {"1", "true", "yes"}
port = os.environ.get("DAEMONRY_PORT", "8443")
context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
url = f"{'http' if behind_proxy else 'https'}://127.0.0.1:{port}/readyz"
try:
    with urllib.request.urlopen(url, timeout=4, context=context) as answer:  # noqa: S310 - our own
        sys.exit(0 if answer.status == 200 else 1)  # noqa: PLR2004 - RFC 9110
except OSError as error:
    print(f"not ready: {error}", file=sys.stderr)
    sys.exit(1)
