"""What can go wrong with the law, each with one clear sentence."""

from __future__ import annotations

from pathlib import Path


class NoValueInForce(LookupError):
    """No rule of that name, or no value of it known on that day."""


class MalformedLaw(Exception):
    """A file of the law that cannot be trusted: `path` names it, the message is one sentence."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"La règle écrite dans {path} ne peut pas être utilisée : {why}.")
