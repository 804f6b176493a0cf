"""What the database refuses of votes: a ballot nobody asked for, recused, late or from elsewhere; totals that are not the recount."""

from __future__ import annotations

from maillage.foundation.kernel.triggers import Trigger
from maillage.pathway.commission.models.guarding import guard

_OPINION, _ITEM, _ELECTOR = "mg_commission_opinion", "mg_commission_item", "mg_commission_elector"
_EXCHANGE, _EXTENSION = "mg_commission_exchange", "mg_commission_extension"

_ITEM_CLOSED = "EXISTS (SELECT 1 FROM mg_commission_item i WHERE i.id = {row}.item_id AND i.outcome <> '')"
_NOT_ASKED = "EXISTS (SELECT 1 FROM mg_commission_item i WHERE i.id = NEW.item_id AND i.counted_asked_on IS NULL)"
_SESSION_NOT_OPEN = (
    "NOT EXISTS (SELECT 1 FROM mg_commission_item i JOIN mg_commission_session s ON s.id = i.session_id "
    "WHERE i.id = NEW.item_id AND s.state = 'open')"
)
_RECUSED = "EXISTS (SELECT 1 FROM mg_commission_recusal r WHERE r.item_id = NEW.item_id AND r.seat_id = NEW.seat_id)"
_PRESENTS = (
    "EXISTS (SELECT 1 FROM mg_commission_item i JOIN mg_psp_application a ON a.id = i.application_id "
    "JOIN mg_commission_seat t ON t.id = NEW.seat_id WHERE i.id = NEW.item_id AND t.holder_organisation_id = a.organisation_id)"
)
_ELSEWHERE = (
    "NOT EXISTS (SELECT 1 FROM mg_commission_item i JOIN mg_commission_session s ON s.id = i.session_id "
    "JOIN mg_commission_seat t ON t.commission_id = s.commission_id WHERE i.id = NEW.item_id AND t.id = NEW.seat_id)"
)
_NOT_COUNTED = "EXISTS (SELECT 1 FROM mg_commission_item i WHERE i.id = OLD.item_id AND i.outcome <> '' AND i.way <> 'counted')"
_CLOSES = "OLD.outcome = '' AND NEW.outcome <> ''"
_BALLOTS = "(SELECT COUNT(*) FROM mg_commission_opinion o WHERE o.item_id = NEW.id{more})"


def voting_guards() -> tuple[Trigger, ...]:
    """Every guard of the votes and of the written exchanges."""
    return (*_ballot_guards(), *_recount_guards(), *_elector_guards(), *_writing_guards())


def _ballot_guards() -> tuple[Trigger, ...]:
    rules = (
        ("asked", _NOT_ASKED, "No ballot unless a count was asked."),
        ("closed", _ITEM_CLOSED.format(row="NEW"), "No opinion once the item is closed."),
        ("not_open", _SESSION_NOT_OPEN, "No opinion unless the session is open."),
        ("recused", _RECUSED, "A recused seat gives no opinion."),
        ("presents", _PRESENTS, "The presenting organisation gives no opinion."),
        ("elsewhere", _ELSEWHERE, "A seat of another commission gives no opinion."),
    )
    kept = [
        guard(f"{_OPINION}_{code}_{event.lower()}", table=_OPINION, event=event, condition=condition, sentence=sentence)
        for code, condition, sentence in rules
        for event in ("INSERT", "UPDATE")
    ]
    gone = guard(
        f"{_OPINION}_kept", table=_OPINION, event="DELETE", condition=_NOT_COUNTED, sentence="After the closing, only a recount clears."
    )
    return (*kept, gone)


def _recount_guards() -> tuple[Trigger, ...]:
    """The database counts again before it believes the totals; afterwards nothing of them changes."""
    senses = ("favourable", "unfavourable", "abstention")
    columns = ("favourable", "unfavourable", "abstentions")
    wrong = " OR ".join(
        f"NEW.{column} <> " + _BALLOTS.format(more=f" AND o.sense = '{sense}'") for sense, column in zip(senses, columns, strict=True)
    )
    strangers = _BALLOTS.format(
        more=" AND NOT EXISTS (SELECT 1 FROM mg_commission_elector e WHERE e.item_id = o.item_id AND e.seat_id = o.seat_id)"
    )
    electors = "(SELECT COUNT(*) FROM mg_commission_elector e WHERE e.item_id = NEW.id)"
    everybody = " + ".join(f"NEW.{column}" for column in (*columns, "silent"))
    changed = " OR ".join(
        [
            *(f"COALESCE(NEW.{column}, -1) <> COALESCE(OLD.{column}, -1)" for column in (*columns, "silent")),
            "NEW.way <> OLD.way",
            "NEW.casting_vote_used <> OLD.casting_vote_used",
            "(NEW.counted_asked_on IS NULL) <> (OLD.counted_asked_on IS NULL)",
        ]
    )
    counts = f"{_CLOSES} AND NEW.way = 'counted'"
    rules = (
        ("recount", f"{counts} AND ({wrong})", "The totals are not those of the ballots."),
        ("electorate", f"{counts} AND (({everybody}) <> {electors} OR {strangers} > 0)", "The totals are not those of the electorate."),
        ("cleared", f"{_CLOSES} AND NEW.way <> 'counted' AND {_BALLOTS.format(more='')} > 0", "Ballots are thrown away before that."),
        ("totals", f"OLD.outcome <> '' AND ({changed})", "Totals do not change once the item is closed."),
    )
    return tuple(
        guard(f"{_ITEM}_{code}", table=_ITEM, event="UPDATE", condition=condition, sentence=sentence) for code, condition, sentence in rules
    )


def _elector_guards() -> tuple[Trigger, ...]:
    late, frozen = _ITEM_CLOSED.format(row="NEW"), _ITEM_CLOSED.format(row="OLD")
    rules = (
        ("late", "INSERT", late, "The electorate is frozen when the item closes."),
        ("frozen", "UPDATE", "1 = 1", "An electorate does not change."),
        ("kept", "DELETE", frozen, "An electorate is kept."),
    )
    return tuple(
        guard(f"{_ELECTOR}_{code}", table=_ELECTOR, event=event, condition=condition, sentence=sentence)
        for code, event, condition, sentence in rules
    )


def _writing_guards() -> tuple[Trigger, ...]:
    over = (
        "EXISTS (SELECT 1 FROM mg_commission_minutes m JOIN mg_commission_writing w ON w.session_id = m.session_id "
        "WHERE m.id = NEW.minutes_id AND w.exchanges_closed_on IS NOT NULL)"
    )
    # The sealed words may be sealed again under another key; whose they are, and when, may not change.
    moved = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in ("minutes_id", "seat_id", "number", "given_on", "by_secretary"))
    return (
        guard(f"{_EXCHANGE}_late", table=_EXCHANGE, event="INSERT", condition=over, sentence="The exchanges are closed."),
        guard(f"{_EXCHANGE}_frozen", table=_EXCHANGE, event="UPDATE", condition=moved, sentence="What was written does not change."),
        guard(f"{_EXTENSION}_frozen", table=_EXTENSION, event="UPDATE", condition="1 = 1", sentence="An extension does not change."),
        guard(f"{_EXTENSION}_kept", table=_EXTENSION, event="DELETE", condition="1 = 1", sentence="An extension is kept."),
    )
