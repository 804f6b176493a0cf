"""De-identified episodes of this room: contacts by who began them, formal or not, what services answered, tries, searches, raises."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.accompaniment.contacts.models import Attempt, Contact, ContactKind, Initiator, LostContact, News, RhythmRaise, ServiceCall
from maillage.accompaniment.people.moments import wall_clock
from maillage.foundation.kernel.episodes import Episode


def episodes() -> Iterator[Episode]:
    """`contact_by_us` or `contact_by_her` on its day (cause: formal or informal), `service_call` (cause: service and what it met).

    What was noted by mistake did not happen.
    """
    contacts = Contact.unscoped.real().order_by("happened_on", "pk")
    columns = contacts.values_list("person__territory_id", "organisation_id", "happened_on", "initiated_by", "kind")
    for territory, organisation, day, who, kind in columns.iterator():
        began = "contact_by_us" if who == Initiator.US else "contact_by_her"
        yield Episode(kind=began, territory=territory, organisation=organisation, starts=day, ends=day, cause=ContactKind(kind).value)
    calls = ServiceCall.unscoped.order_by("called_on", "pk")
    for territory, organisation, day, service, reached in calls.values_list(
        "organisation__territory_id", "organisation_id", "called_on", "service", "reached"
    ).iterator():
        cause = f"{service}:{reached}"
        yield Episode(kind="service_call", territory=territory, organisation=organisation, starts=day, ends=day, cause=cause)
    yield from _episodes_of_calls()


def _episodes_of_calls() -> Iterator[Episode]:
    """`call_tried` (cause: what came of it), `contact_lost` to its news (cause: which), `rhythms_raised` to its end (cause: why)."""
    tried = Attempt.unscoped.order_by("at", "pk").values_list("person__territory_id", "organisation_id", "at", "outcome")
    for territory, organisation, at, outcome in tried.iterator():
        day = wall_clock(at).date()
        yield Episode(kind="call_tried", territory=territory, organisation=organisation, starts=day, ends=day, cause=outcome)
    searches = LostContact.unscoped.exclude(news=News.MISTAKE).order_by("opened_on", "pk")
    columns = searches.values_list("person__territory_id", "organisation_id", "opened_on", "closed_on", "news")
    for territory, organisation, starts, ends, news in columns.iterator():
        yield Episode(kind="contact_lost", territory=territory, organisation=organisation, starts=starts, ends=ends, cause=news)
    raised = RhythmRaise.unscoped.order_by("starts_on", "pk")
    spans = raised.values_list("organisation__territory_id", "organisation_id", "starts_on", "put_back_on", "until", "cause")
    for territory, organisation, starts, put_back_on, until, cause in spans.iterator():
        ends = put_back_on or until
        yield Episode(kind="rhythms_raised", territory=territory, organisation=organisation, starts=starts, ends=ends, cause=cause)
