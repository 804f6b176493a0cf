"""The blocks of a home, in the order of the page: each answers a frozen block, or None when it is not for this actor."""

from collections.abc import Callable

from maillage.doors.portal.blocks import caseworker, follow_ups, house, news, requests, seat, secretariat, team
from maillage.doors.portal.values import Asked, Block

BLOCKS: tuple[Callable[[Asked], Block | None], ...] = (
    seat.opinions,
    seat.readings,
    caseworker.to_do,
    follow_ups.offered,
    requests.waiting,
    team.to_assign,
    caseworker.endings,
    caseworker.my_applications,
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
