"""What is noted of the invented situations, and the invented paths of protection, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.accompaniment.situation.models import ActKind, Answer, Outcome, Recipient

Who = tuple[str, str, int]  # association, goal, rank


@dataclass(frozen=True)
class Noted:
    """One section noted one day, by somebody."""

    who: Who
    by: str
    on: date
    section: str
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Act:
    """One act of protection, with its answer when one came."""

    kind: ActKind
    recipient: Recipient
    on: date
    reference: str = ""
    answer: tuple[Answer, date] | None = None


@dataclass(frozen=True)
class Minor:
    """One path of protection. `born`: her birth date opens it; else a doubt does."""

    who: Who
    by: str
    holder: str
    on: date
    born: date | None = None
    acts: tuple[Act, ...] = ()
    end: tuple[Outcome, date] | None = None


SITUATIONS: tuple[Noted, ...] = (
    Noted(
        ("a", "followed", 0),
        "iris",
        date(2020, 3, 4),
        "language",
        {
            "languages": ["fr", "en", "pcm"],
            "french": "everyday",
            "reading": "french",
            "interpreter": "meetings",
            "interpreter_gender": "woman",
            "network_to_avoid": "La communauté du quartier de la gare : prendre une interprète d'une autre région.",
        },
    ),
    Noted(
        ("a", "followed", 0),
        "iris",
        date(2020, 3, 4),
        "household",
        {"adults": ["friends"], "adults_number": 3, "children_with_her": [2], "children_abroad": [7, 9]},
    ),
    Noted(
        ("a", "followed", 0),
        "iris",
        date(2020, 3, 11),
        "housing",
        {"kind": "hotel", "stability": "ending", "until": date(2020, 5, 22), "asked": ["115", "siao"]},
    ),
    Noted(
        ("a", "followed", 0),
        "iris",
        date(2020, 3, 11),
        "domiciliation",
        {"kind": "here", "address": "Les Passerelles, 4 quai des Tanneurs", "since": date(2019, 6, 12), "until": date(2020, 6, 11)},
    ),
    Noted(
        ("a", "followed", 0),
        "iris",
        date(2020, 3, 18),
        "residence",
        {
            "document": "asylum_certificate",
            "until": date(2020, 4, 10),
            "route": "asylum",
            "route_since": date(2019, 11, 5),
            "lawyer": "Cabinet Rivière, le mardi matin",
            "not_filing": "other_route",
            "not_filing_on": date(2020, 3, 18),
        },
    ),
    Noted(
        ("a", "followed", 0),
        "iris",
        date(2020, 3, 25),
        "work",
        {"now": "not_allowed", "schooling": "secondary", "wish": "Aide-cuisinière, puis pâtisserie"},
    ),
    Noted(("a", "followed", 0), "iris", date(2020, 3, 25), "resources", {"kinds": ["ada", "aid"], "amount": 304}),
    Noted(("a", "followed", 0), "iris", date(2020, 4, 1), "debts", {"kinds": ["demanded"], "amount": 18000, "step": "none"}),
    Noted(("a", "followed", 0), "iris", date(2020, 4, 1), "bank", {"account": "savings", "step": "right"}),
    Noted(
        ("a", "followed", 0),
        "iris",
        date(2020, 4, 8),
        "health",
        {
            "cover": "insured",
            "cover_until": date(2020, 9, 30),
            "needs": ["psychological", "dental"],
            "words": "Rendez-vous le matin de préférence.",
        },
    ),
    Noted(
        ("a", "followed", 0),
        "iris",
        date(2020, 4, 15),
        "own_words",
        {"agreed": True, "agreed_on": date(2020, 4, 15), "duration": "one_to_three", "form": ["street", "online"]},
    ),
    Noted(
        ("a", "followed", 2),
        "alice",
        date(2019, 11, 6),
        "residence",
        {
            "document": "none",
            "route": "complaint",
            "route_since": date(2019, 10, 2),
            "lawyer": "Permanence du barreau",
            "not_filing": "waiting",
            "not_filing_on": date(2019, 11, 6),
        },
    ),
    Noted(
        ("a", "followed", 3),
        "alice",
        date(2020, 2, 12),
        "residence",
        {"document": "none", "route": "none", "not_filing": "exposure", "not_filing_on": date(2020, 2, 12)},
    ),
    Noted(
        ("a", "followed", 3),
        "alice",
        date(2020, 2, 12),
        "language",
        {"languages": ["en", "edo"], "french": "words", "reading": "no", "interpreter": "always", "interpreter_gender": "any"},
    ),
    Noted(
        ("a", "followed", 4),
        "alice",
        date(2020, 2, 19),
        "residence",
        {
            "document": "receipt",
            "until": date(2020, 6, 2),
            "route": "other",
            "not_filing": "her_choice",
            "not_filing_on": date(2020, 2, 19),
        },
    ),
    Noted(
        ("a", "followed", 6),
        "alice",
        date(2019, 12, 4),
        "domiciliation",
        {"kind": "ccas", "since": date(2019, 5, 2), "until": date(2020, 5, 1)},
    ),
    Noted(("a", "followed", 7), "alice", date(2020, 1, 15), "housing", {"kind": "hosted", "stability": "unsafe", "asked": ["ac_se"]}),
    Noted(
        ("a", "followed", 8),
        "alice",
        date(2020, 3, 3),
        "own_words",
        {"agreed": True, "agreed_on": date(2020, 3, 3), "duration": "not_said"},
    ),
    Noted(("a", "followed", 8), "alice", date(2020, 4, 21), "own_words", {}),  # she took her agreement back
    Noted(
        ("a", "pathway", 9),
        "alice",
        date(2019, 9, 10),
        "residence",
        {"document": "permit", "until": date(2020, 6, 30), "route": "pathway", "route_since": date(2019, 7, 1)},
    ),
    Noted(("a", "pathway", 9), "alice", date(2019, 9, 10), "work", {"now": "training", "schooling": "primary", "wish": "Couture"}),
    Noted(("a", "pathway", 9), "alice", date(2019, 9, 17), "resources", {"kinds": ["afis"], "amount": 330}),
    Noted(
        ("a", "preparing", 0), "iris", date(2020, 1, 14), "household", {"adults": ["partner"], "adults_number": 2, "children_in_care": [4]}
    ),
    Noted(("a", "preparing", 0), "iris", date(2020, 1, 14), "housing", {"kind": "rented", "stability": "stable"}),
    Noted(("a", "filed", 0), "alice", date(2020, 1, 8), "household", {"adults_number": 1, "children_with_her": [3, 6]}),
    Noted(
        ("a", "filed", 0),
        "alice",
        date(2020, 1, 8),
        "domiciliation",
        {"kind": "here", "address": "Les Passerelles, 4 quai des Tanneurs", "since": date(2019, 12, 2), "until": date(2020, 12, 1)},
    ),
    Noted(
        ("b", "followed", 0),
        "charlie",
        date(2020, 2, 4),
        "language",
        {"languages": ["en"], "french": "none", "interpreter": "always", "network_to_avoid": "Ne pas passer par l'église du centre."},
    ),
    Noted(("b", "followed", 0), "charlie", date(2020, 2, 4), "domiciliation", {"kind": "other", "until": date(2020, 7, 31)}),
    Noted(("c", "followed", 0), "clara", date(2020, 2, 25), "housing", {"kind": "squat", "stability": "unsure", "asked": ["none"]}),
)
MINORS: tuple[Minor, ...] = (
    # A doubt of last week: nothing is done yet, and the home of the right says so.
    Minor(("a", "followed", 9), "alice", "iris", date(2020, 5, 13)),
    Minor(
        ("a", "followed", 10),
        "iris",
        "iris",
        date(2020, 2, 20),
        born=date(2003, 8, 27),
        acts=(
            Act(ActKind.SAFE_NOW, Recipient.LINE_119, date(2020, 2, 20)),
            Act(ActKind.CONCERN, Recipient.UNIT, date(2020, 2, 21), "IP 2020-118", (Answer.ASSESSING, date(2020, 3, 6))),
            Act(ActKind.REPORT, Recipient.PROSECUTOR, date(2020, 2, 21), "Parquet des mineurs", (Answer.RECEIVED, date(2020, 2, 27))),
            Act(ActKind.REPRESENTATION, Recipient.PROSECUTOR, date(2020, 4, 2)),
        ),
    ),
    # She came of age in February: her applications are hers again.
    Minor(
        ("a", "followed", 5),
        "iris",
        "iris",
        date(2019, 10, 8),
        born=date(2002, 2, 10),
        acts=(Act(ActKind.CONCERN, Recipient.UNIT, date(2019, 10, 9), "IP 2019-902", (Answer.NO_ACTION, date(2019, 11, 20))),),
        end=(Outcome.OF_AGE, date(2020, 2, 12)),
    ),
    Minor(("a", "followed", 1), "alice", "iris", date(2017, 6, 6), end=(Outcome.ADULT, date(2017, 6, 20))),
    Minor(
        ("c", "followed", 6),
        "clara",
        "clara",
        date(2019, 9, 3),
        acts=(
            Act(ActKind.SHARE, Recipient.POLICE, date(2019, 9, 3)),
            Act(ActKind.CONCERN, Recipient.CHILD_WELFARE, date(2019, 9, 4), "", (Answer.PROTECTED, date(2019, 9, 18))),
            Act(ActKind.REPORT, Recipient.PROSECUTOR, date(2019, 9, 4), "", (Answer.COURT, date(2019, 9, 11))),
        ),
        end=(Outcome.ENTRUSTED, date(2019, 9, 25)),
    ),
)
