"""The blocks of a home, in the order of the page: each answers a frozen block, or None when it is not for this actor."""

from collections.abc import Callable

from maillage.doors.portal.blocks import (
    calls,
    caseworker,
    dangers,
    follow_ups,
    house,
    mail,
    messages,
    news,
    openings,
    outreach,
    requests,
    rounds,
    saved_lists,
    seat,
    secretariat,
    situations,
    team,
)
from maillage.doors.portal.values import Asked, Block

BLOCKS: tuple[Callable[[Asked], Block | None], ...] = (
    dangers.dangers,
    situations.protections,
    outreach.alerts,
    rounds.coming,
    seat.opinions,
    seat.readings,
    caseworker.to_do,
    follow_ups.offered,
    calls.calls,
    requests.waiting,
    openings.unfinished,
    openings.to_tell,
    mail.unclaimed,
    messages.lost,
    team.to_assign,
    caseworker.endings,
    situations.ending,
    caseworker.my_applications,
    saved_lists.kept_lists,
    secretariat.who_waits,
    secretariat.sessions,
    secretariat.decisions,
    secretariat.endings,
    secretariat.permits,
    team.team_files,
    team.team_endings,
    team.team_applications,
    house.trail,
    house.keys,
    house.later,
    news.news,
    team.accreditation,
)

__all__ = ["BLOCKS"]
