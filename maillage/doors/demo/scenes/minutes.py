"""Minutes read again by the members: in December, corrections accepted and set aside, a disagreement for a seat without account; in May,
one still under way."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.scenes.minuting import SECRETARIES
from maillage.doors.demo.stage import Stage
from maillage.pathway.commission.models import BlockCode, Convocation, MinutesBlock, Revision, Session
from maillage.pathway.commission.selectors import block_text
from maillage.pathway.commission.services import accept_revision, open_review, refuse_revision, suggest_revision

CODE, MEMBER = "F1", "marc"
SETTLED, RUNNING = date(2019, 12, 5), date(2020, 5, 14)
_AFTER = timedelta(days=6)


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan the two reviews. That of May begins on the day its minutes are established, once they are."""
    review = Review(stage)
    chronicle.at(SETTLED + _AFTER, partial(review.begin, held_on=SETTLED, days=6))
    chronicle.at(SETTLED + _AFTER + timedelta(days=1), review.correct)
    chronicle.at(SETTLED + _AFTER + timedelta(days=2), review.answer)
    # Planned the day before: the minutes of that day are then already planned, and come first.
    chronicle.at(RUNNING + timedelta(days=4), lambda _day: chronicle.at(RUNNING + timedelta(days=5), review.begin_in_may))


class Review:
    """The reviews of one department."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def begin(self, day: date, *, held_on: date, days: int) -> None:
        """The members are given the draft."""
        session = _session(held_on)
        if session is not None:
            actor = self.stage.actor(SECRETARIES[CODE], day)
            open_review(actor=actor, today=day, session=session, until=day + timedelta(days=days))

    def begin_in_may(self, day: date) -> None:
        """And one of them proposes other words the same day: nobody has answered yet."""
        self.begin(day, held_on=RUNNING, days=8)
        self._suggest(day, RUNNING, BlockCode.OPENING, add="Deux membres à distance ont perdu le son un moment.", why="Constaté.")

    def correct(self, day: date) -> None:
        """Two corrections by a member, and a disagreement that the secretary writes for a seat without account."""
        self._suggest(day, SETTLED, BlockCode.ITEM, add="Elle demande qu'une place en formation soit confirmée.", why="Dit en séance.")
        self._suggest(day, SETTLED, BlockCode.CLOSING, add="La séance a été longue.", why="Pour mémoire.")
        self._suggest(day, SETTLED, BlockCode.DISSENT, add="Ce siège aurait préféré un ajournement.", why="Par téléphone.", by_paper=True)

    def answer(self, day: date) -> None:
        """What was said is accepted, what does not belong is set aside."""
        actor = self.stage.actor(SECRETARIES[CODE], day)
        for revision in Revision.unscoped.filter(minutes__session__held_on=SETTLED, minutes__territory=CODE).order_by("number"):
            if revision.block.code == BlockCode.CLOSING:
                refuse_revision(actor=actor, today=day, revision=revision, why="Sans objet dans un procès-verbal.")
            else:
                accept_revision(actor=actor, today=day, revision=revision)

    def _suggest(self, day: date, held_on: date, code: BlockCode, *, add: str, why: str, by_paper: bool = False) -> None:
        session = _session(held_on)
        block = MinutesBlock.unscoped.filter(minutes__session=session, code=code).order_by("rank").first() if session else None
        if block is None or session is None:
            return
        actor = self.stage.actor(SECRETARIES[CODE] if by_paper else MEMBER, day)
        sent = Convocation.unscoped.filter(session=session, replaced_on=None).select_related("seat").order_by("seat__rank", "pk")
        mine = sent.filter(reader=None) if by_paper else sent.filter(reader_id=actor.user_id)
        row = mine.last()
        if row is None:
            return
        text = f"{block_text(block, actor=actor, today=day)} {add}".strip()
        suggest_revision(actor=actor, today=day, block=block, seat=row.seat, seen=block.version, text=text, why=why)


def _session(held_on: date) -> Session | None:
    rows = Session.unscoped.filter(territory_id=CODE, held_on=held_on, minutes__drafted_on__isnull=False)
    return rows.select_related("minutes").first()
