"""The agenda as one list: applications under their session number and points without application, in their one order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.pathway.commission.models import AgendaPoint, Item, Session


@dataclass(frozen=True)
class AgendaLine:
    """One line of the agenda: an item under the number drawn for this session, or a point, which has none."""

    row: Item | AgendaPoint

    @property
    def item(self) -> Item | None:
        """The item, when it is one."""
        return self.row if isinstance(self.row, Item) else None

    @property
    def point(self) -> AgendaPoint | None:
        """The point without application, when it is one."""
        return self.row if isinstance(self.row, AgendaPoint) else None

    @property
    def words(self) -> str:
        """What it is about: the kind of the application, never whose; the title of the point."""
        return self.row.title if isinstance(self.row, AgendaPoint) else str(self.row.application.get_kind_display())


def agenda_of(session: Session) -> tuple[AgendaLine, ...]:
    """The agenda of a session in its one order, with recusals. Three queries whatever its length."""
    items = session.items.select_related("application__organisation").prefetch_related("recusals").order_by("rank", "pk")
    return merged(items, session.points.order_by("rank", "pk"))


def sent_agenda(session: Session) -> tuple[AgendaLine, ...]:
    """The agenda as the convocation carries it: what a change had put off before the sitting is not on it."""
    return tuple(line for line in agenda_of(session) if line.item is None or not put_off_before(line.item, session))


def put_off_before(item: Item, session: Session) -> bool:
    """Was it put off before the sitting, by a change of the session? Then it was not on what the session dealt with."""
    return item.closed_on is not None and (session.opened_on is None or item.closed_on < session.opened_on)


def merged(items: Iterable[Item], points: Iterable[AgendaPoint]) -> tuple[AgendaLine, ...]:
    """Items and points, each in its order, as one list."""
    lines = [*(AgendaLine(item) for item in items), *(AgendaLine(point) for point in points)]
    return tuple(sorted(lines, key=lambda line: (line.row.rank, str(line.row.pk))))
