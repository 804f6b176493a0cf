"""A link for one round: somebody without account fills its sheet, reads nothing, and the link ends by itself."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db import transaction

from maillage.accompaniment.outreach import actions_capture as actions
from maillage.accompaniment.outreach.captured import Captured, digest_of, round_draft
from maillage.accompaniment.outreach.errors_capture import LinkClosed, RoundIsOver, TooManySheets
from maillage.accompaniment.outreach.models import Capture, Round, RoundLink, RoundState
from maillage.accompaniment.outreach.services.captures import alert_for, keep, place
from maillage.foundation.access.actor import Actor, require, system_actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.foundation.vault import mark_of
from maillage.reference.accounts.throttle import count_one

USE = "round link"
DIGITS = 16
GRACE = timedelta(hours=12)
LATEST = time(23, 59)
SHEETS_AN_HOUR = 12


@dataclass(frozen=True)
class MadeLink:
    """A new link and its code, shown once. Its repr shows nothing."""

    link: RoundLink
    code: str

    def __repr__(self) -> str:
        return "MadeLink(…)"


def house_time(moment: Moment) -> datetime:
    """The hour of the business day, in Paris: what the ends of links are compared with."""
    return datetime.combine(moment.today, moment.now.astimezone(PARIS).time(), tzinfo=PARIS)


def end_of(street_round: Round) -> datetime:
    """Twelve hours after the end of the round; past midnight it goes on. Without hours, the evening counts."""
    starts, ends = street_round.starts, street_round.ends or street_round.starts or LATEST
    day = street_round.day + timedelta(days=1) if starts and street_round.ends and street_round.ends <= starts else street_round.day
    return datetime.combine(day, ends, tzinfo=PARIS) + GRACE


def read_code(typed: str) -> str:
    """The digits of what was typed; empty when there are not sixteen."""
    digits = "".join(sign for sign in typed if sign in "0123456789")
    return digits if len(digits) == DIGITS else ""


def spaced(code: str) -> str:
    """In groups of four, as it is read aloud."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


@transaction.atomic
def make_link(*, actor: Actor, moment: Moment, street_round: Round) -> MadeLink:
    """Make a link for a round that is to come, or that has just been. The code is shown once. Raises Denied, RoundIsOver."""
    require(actor, Permission.ROUND_INVITE, on=street_round)
    street_round = Round.unscoped.locked(street_round.pk)
    ends_at = end_of(street_round)
    if street_round.state == RoundState.CANCELLED or ends_at <= house_time(moment):
        raise RoundIsOver
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    link: RoundLink = RoundLink.unscoped.create(
        round=street_round,
        organisation_id=street_round.organisation_id,
        mark=mark_of(code, use=USE),
        made_by_id=actor.user_id,
        made_on=moment.today,
        ends_at=ends_at,
    )
    record(actor, actions.LINK_MADE, link, today=moment.today)
    return MadeLink(link=link, code=code)


@transaction.atomic
def close_link(*, actor: Actor, today: date, link: RoundLink) -> RoundLink:
    """It opens nothing any more. Twice changes nothing. Raises Denied."""
    require(actor, Permission.ROUND_INVITE, on=link)
    link = RoundLink.unscoped.locked(link.pk)
    if link.closed_on is None:
        link.closed_on = max(today, link.made_on)
        link.version += 1
        link.save(update_fields=["closed_on", "version"])
        record(actor, actions.LINK_CLOSED, link, today=today)
    return link


@transaction.atomic
def send_sheet(*, code: str, moment: Moment, captured: Captured, key: uuid.UUID | None = None) -> Capture:
    """The sheet of somebody who holds a link: written if it is the first, beside the others if not. Nothing is answered but that it came.

    `key` is the page's: the same sheet sent twice is there once, and gives one alert. Raises LinkClosed, TooManySheets, Malformed (the
    form has let something through).
    """
    link = RoundLink.unscoped.filter(mark=mark_of(read_code(code), use=USE)).first()
    if link is None:
        raise LinkClosed
    link = RoundLink.unscoped.select_related("round").locked(link.pk)
    street_round = link.round
    if not link.open_at(house_time(moment)) or street_round.state == RoundState.CANCELLED:
        raise LinkClosed
    came = link.captures.filter(pk=key).first() if key is not None else None
    if came is not None:
        return came
    _throttle(link)
    values = {**captured.values, "zone": str(street_round.zone_id), "day": min(street_round.day, moment.today).isoformat()}
    captured = replace(captured, about=street_round.pk, values=values)
    round_draft(captured, organisation_id=link.organisation_id)
    actor = system_actor("lien de bénévole")
    placed = place(actor=actor, today=moment.today, captured=captured, organisation_id=link.organisation_id, team=())
    capture = Capture(
        id=_free(key),
        organisation_id=link.organisation_id,
        link=link,
        digest=digest_of(captured.dumps().encode()),
        received_at=moment.now,
        received_on=moment.today,
    )
    keep(capture, captured, placed)
    alert_for(actor=actor, today=moment.today, captured=captured, organisation_id=link.organisation_id, street_round=street_round)
    RoundLink.unscoped.filter(pk=link.pk).update(sheets=link.sheets + 1)
    record(actor, actions.SHEET_SENT, capture, today=moment.today)
    return capture


def _throttle(link: RoundLink) -> None:
    """A link that was passed around does not drown the association."""
    if count_one(f"outreach.link|{link.pk}", seconds=3600) > SHEETS_AN_HOUR:
        raise TooManySheets


def _free(key: uuid.UUID | None) -> uuid.UUID:
    """The id of a sheet: the key of its page, unless another door has it."""
    return key if key is not None and not Capture.unscoped.filter(pk=key).exists() else uuid.uuid4()
