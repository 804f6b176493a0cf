"""Another house, made of its two pairs of keys: what it signs, what it can open."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from maillage.foundation.vault import Pair, new_pair, new_signing_pair
from maillage.pathway.psp.package_format import Card, Header, fingerprint_of, open_package, read_package, write_card, write_package
from tests.cast import TODAY, actor_of


@dataclass
class Foreign:
    """A house that is not in this database."""

    name: str = "Maison d'en face"
    signing: Pair = field(default_factory=new_signing_pair)
    box: Pair = field(default_factory=new_pair)

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.signing.public, self.box.public)

    def card(self) -> bytes:
        card = Card(name=self.name, kind="association", territory="F1", sign_public=self.signing.public, box_public=self.box.public)
        return write_card(card, sign_private=self.signing.private)

    def close(self, said: dict[str, Any], *, receiver: Card, kind: str = "application", made_on: date = TODAY, **more: Any) -> bytes:
        """A package of this house for another."""
        package = more.pop("package", uuid.uuid4())
        header = Header(
            kind=kind, package=package, reference=more.pop("reference", package), sequence=more.pop("sequence", 0), made_on=made_on,
            sender=self.fingerprint, receiver=more.pop("to", receiver.fingerprint),
        )  # fmt: skip
        return write_package(header=header, content=said, box_public=receiver.box_public, sign_private=self.signing.private)

    def open(self, data: bytes) -> dict[str, Any]:
        """What it reads in a package that came."""
        return open_package(read_package(data), box_private=self.box.private)


def house_for(user: Any) -> Any:
    """The only house for which this user acts."""
    from maillage.pathway.psp.services import houses_of

    return houses_of(actor_of(user))[0]


def know(user: Any, foreign: Foreign, *, stands_for: Any, checked: bool = True) -> Any:
    """The card of the other house, kept by this user, its fingerprint compared."""
    from maillage.pathway.psp.services import add_correspondent, check_correspondent

    actor = actor_of(user)
    made = add_correspondent(actor=actor, today=TODAY, house=house_for(user), stands_for_id=stands_for.pk, data=foreign.card())
    return check_correspondent(actor=actor, today=TODAY, correspondent=made) if checked else made
