"""Every write about sites, rooms, activities, and what lacks some days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.text import capfirst

from maillage.accompaniment.openings import actions
from maillage.accompaniment.openings.errors import (
    ActivityKnown,
    AlreadyKnown,
    BeforeTheActivity,
    EndsBeforeItStarts,
    LackIncomplete,
    NameTaken,
    PlaceElsewhere,
    SiteNeeded,
)
from maillage.accompaniment.openings.models import Activity, Lack, Room, Site
from maillage.core.openings.modes import ActivityKind
from maillage.core.openings.standing import Need
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.ui import speech
from maillage.reference.organisations.models import Organisation
from maillage.reference.territories.models import Place
from maillage.reference.territories.selectors import ask_open


@dataclass(frozen=True, kw_only=True)
class ActivityDraft:
    """An activity as somebody typed it."""

    kind: ActivityKind
    name: str = ""
    site: Site | None = None
    needs_site: bool = False
    partner: Organisation | None = None
    staff_needed: int = 0
    pooled: bool = False


@dataclass(frozen=True, kw_only=True)
class LackDraft:
    """What fails, as somebody typed it: one of the three, with how many are there when it is the team."""

    need: Need
    starts_on: date
    ends_on: date | None = None
    site: Site | None = None
    partner: Organisation | None = None
    activity: Activity | None = None
    present: int | None = None

    @property
    def is_whole(self) -> bool:
        """Does it say what is lacking, and nothing else?"""
        said = {Need.SITE: self.site, Need.PARTNER: self.partner, Need.STAFF: self.activity}
        return said.pop(self.need) is not None and not any(said.values()) and (self.present is not None) == (self.need is Need.STAFF)


@idempotent(Site)
@transaction.atomic
def add_site(
    *, actor: Actor, today: date, organisation: Organisation, name: str, place: Place | None = None, host: Organisation | None = None
) -> Site:
    """Add a site, by the name that the team gives it. Raises Denied, NameTaken, PlaceElsewhere, PlaceClosed."""
    require(actor, Permission.OPENINGS_MANAGE, on=organisation)
    _ask_place(place, organisation=organisation, today=today)
    organisation = Organisation.unscoped.locked(organisation.pk)
    words = " ".join(name.split())
    if Site.unscoped.filter(organisation=organisation, name=words).exists():
        raise NameTaken
    site = Site.unscoped.create(organisation=organisation, name=words, place=place, host=host)
    record(actor, actions.SITE_ADDED, site, today=today)
    return site


@transaction.atomic
def edit_site(*, actor: Actor, today: date, site: Site, seen: int, name: str, place: Place | None, host: Organisation | None) -> Site:
    """Change the name of a site, its town, who lends it. Raises Denied, NameTaken, PlaceElsewhere, PlaceClosed, Stale."""
    require(actor, Permission.OPENINGS_MANAGE, on=site)
    site = Site.unscoped.select_related("organisation").locked(site.pk)
    if place is None or place.pk != site.place_id:
        _ask_place(place, organisation=site.organisation, today=today)
    words = " ".join(name.split())
    if Site.unscoped.filter(organisation_id=site.organisation_id, name=words).exclude(pk=site.pk).exists():
        raise NameTaken
    changed = site.save_version(seen=seen, changes={"name": words, "place": place, "host": host})
    record(actor, actions.SITE_CHANGED, site, today=today)
    return changed


def _ask_place(place: Place | None, *, organisation: Organisation, today: date) -> None:
    if place is None:
        return
    if place.territory_id != organisation.territory_id:
        raise PlaceElsewhere
    ask_open(place, on=today)


@idempotent(Room)
@transaction.atomic
def add_room(*, actor: Actor, today: date, site: Site, name: str, people_at_once: int) -> Room:
    """Add a room and how many people it holds at once. Raises Denied, NameTaken."""
    require(actor, Permission.OPENINGS_MANAGE, on=site)
    site = Site.unscoped.locked(site.pk)
    words = " ".join(name.split())
    if Room.unscoped.filter(site=site, name=words).exists():
        raise NameTaken
    room = Room.unscoped.create(organisation_id=site.organisation_id, site=site, name=words, people_at_once=people_at_once)
    record(actor, actions.ROOM_ADDED, room, today=today, n=people_at_once)
    return room


@idempotent(Activity)
@transaction.atomic
def add_activity(*, actor: Actor, today: date, organisation: Organisation, draft: ActivityDraft, started_on: date) -> Activity:
    """Add an activity and what it needs. Raises Denied, ActivityKnown, SiteNeeded."""
    require(actor, Permission.OPENINGS_MANAGE, on=organisation)
    organisation = Organisation.unscoped.locked(organisation.pk)
    activity = Activity.unscoped.create(organisation=organisation, started_on=started_on, **_checked(draft, organisation=organisation))
    record(actor, actions.ACTIVITY_ADDED, activity, today=today, kind=activity.kind)
    return activity


@transaction.atomic
def edit_activity(*, actor: Actor, today: date, activity: Activity, seen: int, draft: ActivityDraft) -> Activity:
    """Change the name of an activity, or what it needs. Raises Denied, ActivityKnown, SiteNeeded, Stale."""
    require(actor, Permission.OPENINGS_MANAGE, on=activity)
    activity = Activity.unscoped.select_related("organisation").locked(activity.pk)
    changed = activity.save_version(seen=seen, changes=_checked(draft, organisation=activity.organisation, but=activity))
    record(actor, actions.ACTIVITY_CHANGED, activity, today=today, kind=changed.kind)
    return changed


def _checked(draft: ActivityDraft, *, organisation: Organisation, but: Activity | None = None) -> dict[str, object]:
    """The columns of an activity, once it is sure that no other says the same."""
    if draft.needs_site and draft.site is None:
        raise SiteNeeded
    name = " ".join(draft.name.split())
    same = Activity.unscoped.filter(organisation=organisation, site=draft.site, kind=draft.kind, name=name)
    if (same if but is None else same.exclude(pk=but.pk)).exists():
        raise ActivityKnown
    return {
        "kind": draft.kind.value,
        "name": name,
        "site": draft.site,
        "needs_site": draft.needs_site,
        "partner": draft.partner,
        "staff_needed": draft.staff_needed,
        "pooled": draft.pooled,
    }


@idempotent(Lack)
@transaction.atomic
def note_lack(*, actor: Actor, today: date, organisation: Organisation, draft: LackDraft) -> Lack:
    """Note what fails from a day on: the activities that need it show as stopped. Raises Denied, LackIncomplete, EndsBeforeItStarts."""
    require(actor, Permission.OPENINGS_MANAGE, on=organisation)
    if not draft.is_whole:
        raise LackIncomplete
    if draft.ends_on is not None and draft.ends_on < draft.starts_on:
        raise EndsBeforeItStarts
    if draft.activity is not None and draft.starts_on < draft.activity.started_on:
        raise BeforeTheActivity(activity=capfirst(speech.say(draft.activity.title)), day=speech.day_words(draft.activity.started_on))
    lack = Lack.unscoped.create(
        organisation=organisation,
        need=draft.need.value,
        site=draft.site,
        partner=draft.partner,
        activity=draft.activity,
        present=draft.present,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
    )
    record(actor, actions.LACK_NOTED, lack, today=today, need=draft.need.value)
    return lack


@transaction.atomic
def end_lack(*, actor: Actor, today: date, lack: Lack, seen: int, ends_on: date) -> Lack:
    """Note the last day on which it failed. Raises Denied, AlreadyKnown, EndsBeforeItStarts, Stale."""
    require(actor, Permission.OPENINGS_MANAGE, on=lack)
    lack = Lack.unscoped.locked(lack.pk)
    if lack.ends_on == ends_on:
        raise AlreadyKnown
    if ends_on < lack.starts_on:
        raise EndsBeforeItStarts
    changed = lack.save_version(seen=seen, changes={"ends_on": ends_on})
    record(actor, actions.LACK_ENDED, lack, today=today, need=lack.need)
    return changed
