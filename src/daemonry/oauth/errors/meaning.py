"""What is said of one AADSTS number; ``guide.py`` says it of all."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guide:
    """One number: its meaning, and its usual causes, the likeliest first."""

    meaning: str
    causes: tuple[str, ...]
