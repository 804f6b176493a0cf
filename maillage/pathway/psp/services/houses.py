"""The houses: our own keys, the cards of the others, and the fingerprint compared aloud."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import new_pair, new_signing_pair, open_system, seal_system
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import CardKnown, NoSecretariat, OwnCard, WrongHouse
from maillage.pathway.psp.models import Correspondent, PackageKeys
from maillage.pathway.psp.package_format import Card, fingerprint_of, read_card, write_card
from maillage.pathway.psp.services.filing import secretariat_of
from maillage.reference.organisations.models import Organisation, OrganisationKind


@dataclass(frozen=True)
class House:
    """An organisation for which somebody carries or receives packages. `territory_id` on the State's side only."""

    organisation: Organisation
    territory_id: str | None

    @property
    def organisation_id(self) -> uuid.UUID:
        """What mandates of an association cover."""
        return self.organisation.pk

    @property
    def permission(self) -> Permission:
        """Who carries and receives there: the secretariat, or those who file."""
        return Permission.APPLICATION_RECEIVE if self.territory_id is not None else Permission.APPLICATION_FILE


def houses_of(actor: Actor) -> list[House]:
    """The houses for which the actor may act, by name."""
    found: dict[uuid.UUID, House] = {}
    for mandate in actor.granting(Permission.APPLICATION_RECEIVE):
        if mandate.territory_id is not None:
            try:
                secretariat = secretariat_of(mandate.territory_id)
            except NoSecretariat:
                continue
            found[secretariat.pk] = House(organisation=secretariat, territory_id=mandate.territory_id)
    own = [mandate.organisation_id for mandate in actor.granting(Permission.APPLICATION_FILE)]
    for organisation in Organisation.unscoped.filter(pk__in=own).order_by("name", "pk"):
        found.setdefault(organisation.pk, House(organisation=organisation, territory_id=None))
    return sorted(found.values(), key=lambda house: house.organisation.name)


def house_of(actor: Actor, organisation_id: uuid.UUID) -> House:
    """One of them. Raises OutOfScope."""
    for house in houses_of(actor):
        if house.organisation.pk == organisation_id:
            return house
    raise OutOfScope


def get_house(*, actor: Actor, pk: uuid.UUID, today: date) -> House:
    """One of the houses of the actor, for a view. Raises OutOfScope."""
    return house_of(actor, pk)


def known_fingerprint(house: House) -> str:
    """The fingerprint of our own house; empty before its keys are made (reading a page makes none)."""
    keys = PackageKeys.unscoped.filter(organisation=house.organisation).first()
    return fingerprint_of(bytes(keys.sign_public), bytes(keys.box_public)) if keys is not None else ""


def speaks_for(house: House) -> list[Organisation]:
    """For which organisations another house may speak here: the associations of the department, or the secretariats."""
    if house.territory_id is not None:
        rows = Organisation.unscoped.of_territory(house.territory_id).filter(kind=OrganisationKind.ASSOCIATION, closed_on__isnull=True)
    else:
        rows = Organisation.unscoped.filter(kind=OrganisationKind.DELEGATION, closed_on__isnull=True)
    return list(rows.order_by("name", "pk"))


@transaction.atomic
def keys_of(house: House, *, today: date) -> PackageKeys:
    """The keys of our own house, made the first time."""
    known = PackageKeys.unscoped.filter(organisation=house.organisation).first()
    if known is not None:
        return known
    signing, box = new_signing_pair(), new_pair()
    made: PackageKeys = PackageKeys.unscoped.create(
        organisation=house.organisation,
        sign_public=signing.public,
        sign_private=seal_system(_purpose("sign", house.organisation.pk), signing.private),
        box_public=box.public,
        box_private=seal_system(_purpose("box", house.organisation.pk), box.private),
        made_on=today,
    )
    return made


def signing_key(keys: PackageKeys) -> bytes:
    """The private half that signs. Raises SealBroken."""
    return open_system(_purpose("sign", keys.organisation_id), bytes(keys.sign_private))


def box_key(keys: PackageKeys) -> bytes:
    """The private half that opens. Raises SealBroken."""
    return open_system(_purpose("box", keys.organisation_id), bytes(keys.box_private))


def card_of(house: House, *, today: date) -> Card:
    """What our house gives of itself."""
    keys = keys_of(house, today=today)
    return Card(
        name=house.organisation.name,
        kind=house.organisation.kind,
        territory=house.organisation.territory_id or "",
        sign_public=bytes(keys.sign_public),
        box_public=bytes(keys.box_public),
    )


def publish_card(*, actor: Actor, today: date, house: House) -> bytes:
    """The file of our card, to hand to another house: nothing in it is secret. Raises Denied."""
    require(actor, house.permission, on=house)
    return write_card(card_of(house, today=today), sign_private=signing_key(keys_of(house, today=today)))


@idempotent(Correspondent)
@transaction.atomic
def add_correspondent(*, actor: Actor, today: date, house: House, stands_for_id: uuid.UUID, data: bytes) -> Correspondent:
    """Keep the card of another house. Nothing is accepted from it before its fingerprint is compared aloud.

    Raises Denied, CardUnreadable, OwnCard, CardKnown, WrongHouse.
    """
    require(actor, house.permission, on=house)
    card = read_card(data)
    if card.fingerprint == card_of(house, today=today).fingerprint:
        raise OwnCard
    stands_for = next((each for each in speaks_for(house) if each.pk == stands_for_id), None)
    if stands_for is None:
        raise WrongHouse
    if Correspondent.unscoped.filter(organisation=house.organisation, fingerprint=card.fingerprint, retired_on__isnull=True).exists():
        raise CardKnown
    made: Correspondent = Correspondent.unscoped.create(
        organisation=house.organisation,
        territory_id=house.territory_id,
        stands_for=stands_for,
        card_name=card.name,
        sign_public=card.sign_public,
        box_public=card.box_public,
        fingerprint=card.fingerprint,
        added_on=today,
    )
    record(actor, actions.CARD_ADDED, made, today=today)
    return made


@idempotent(Correspondent)
@transaction.atomic
def check_correspondent(*, actor: Actor, today: date, correspondent: Correspondent) -> Correspondent:
    """Note that the fingerprint was compared aloud, and is the same. Raises Denied. Twice changes nothing."""
    correspondent = Correspondent.unscoped.locked(correspondent.pk)
    require(actor, permission_on(correspondent), on=correspondent)
    if correspondent.checked_on is None:
        correspondent.checked_on, correspondent.checked_by = today, actor.user_id
        correspondent.save(update_fields=["checked_on", "checked_by"])
        record(actor, actions.CARD_CHECKED, correspondent, today=today)
    return correspondent


@idempotent(Correspondent)
@transaction.atomic
def retire_correspondent(*, actor: Actor, today: date, correspondent: Correspondent) -> Correspondent:
    """Take a card out of use: its key is lost, or was never theirs. Nothing is accepted from it any more. Raises Denied."""
    correspondent = Correspondent.unscoped.locked(correspondent.pk)
    require(actor, permission_on(correspondent), on=correspondent)
    if correspondent.retired_on is None:
        correspondent.retired_on = today
        correspondent.save(update_fields=["retired_on"])
        record(actor, actions.CARD_RETIRED, correspondent, today=today)
    return correspondent


def permission_on(row: object) -> Permission:
    """Who holds the pen on a card or a package: the secretariat on the State's side, those who file in an association."""
    return Permission.APPLICATION_RECEIVE if getattr(row, "territory_id", None) is not None else Permission.APPLICATION_FILE


def _purpose(use: str, organisation_id: uuid.UUID) -> str:
    return f"psp.package_{use}.{organisation_id.hex}"
