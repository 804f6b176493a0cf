"""A house of another association writes to the secretariat: a package to read, one set aside, a card still to check."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage
from maillage.foundation.documents import render_pdf
from maillage.foundation.vault import Pair, new_pair, new_signing_pair
from maillage.pathway.psp.extracts import ExtractContent
from maillage.pathway.psp.package_format import Card, Header, fingerprint_of, to_text, write_card, write_package
from maillage.pathway.psp.services import add_correspondent, card_of, check_correspondent, houses_of, receive_package, set_aside

DAY = date(2020, 5, 18)


@dataclass(frozen=True)
class _Elsewhere:
    """A house that is not in this installation."""

    name: str
    signing: Pair = field(default_factory=new_signing_pair)
    box: Pair = field(default_factory=new_pair)

    def card(self) -> bytes:
        """What it gives of itself."""
        card = Card(name=self.name, kind="association", territory="F1", sign_public=self.signing.public, box_public=self.box.public)
        return write_card(card, sign_private=self.signing.private)

    def close(self, *, receiver: Card, name: str, day: date) -> bytes:
        """An application in a package, for the secretariat."""
        package = uuid.uuid4()
        header = Header(
            kind="application",
            package=package,
            reference=package,
            sequence=0,
            made_on=day,
            sender=fingerprint_of(self.signing.public, self.box.public),
            receiver=receiver.fingerprint,
        )
        fields = {
            "association": self.name,
            "last_name": name,
            "first_name": "Milica",
            "nationality": "serbe",
            "project": "Apprendre le français, puis travailler dans une cantine.",
            "commitments": "Cesser la prostitution ; venir à chaque rendez-vous.",
        }
        data = {"heading": "Demande", "sections": [{"heading": "La demande", "facts": [["Nom", name]]}]}
        said = {
            "extract": ExtractContent(fields=fields, pieces=()).as_data(),
            "request": {"kind": "first", "asks_permit": True, "asks_allowance": True},
            "territory": "F1",
            "files": [],
            "pdf": to_text(render_pdf(template="sheet", data=data, title="Demande", timestamp=day).content),
        }
        return write_package(header=header, content=said, box_public=receiver.box_public, sign_private=self.signing.private)


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """One day of post."""
    chronicle.at(DAY, partial(_post, stage=stage))


def _post(day: date, *, stage: Stage) -> None:
    dana = stage.actor("dana", day)
    house = houses_of(dana)[0]
    known, unchecked = _Elsewhere(name="L'Escale du Pont, sa propre maison"), _Elsewhere(name="Une carte reçue par courriel")
    for each in (known, unchecked):
        card = add_correspondent(actor=dana, today=day, house=house, stands_for_id=stage.organisations["b"].pk, data=each.card())
        if each is known:
            check_correspondent(actor=dana, today=day, correspondent=card)
    receiver = card_of(house, today=day)
    for name in ("Stankova", "Marinescova"):
        receive_package(actor=dana, today=day, house=house, data=known.close(receiver=receiver, name=name, day=day))
    wrong = receive_package(actor=dana, today=day, house=house, data=known.close(receiver=receiver, name="Doublonova", day=day))
    set_aside(actor=dana, today=day, parcel=wrong)
