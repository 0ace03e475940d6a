"""Who of a tenant must prove who they are by more than a password."""

from __future__ import annotations

from typing import Final, Literal

FactorRule = Literal["administrators", "everyone", "optional"]

ADMINISTRATORS: Final = "administrators"
"""Those who hold a role that manages things."""
EVERYONE: Final = "everyone"
OPTIONAL: Final = "optional"
"""Nobody must; whoever has a factor is asked for it all the same."""
