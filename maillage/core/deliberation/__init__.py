"""How the commission deliberates: notice, seats, quorum, votes, modes and writing, each answer with its article.

Every function takes plain values, the day and the law, and answers a frozen `Ruling`: yes or no, figures, a sentence, sources, confidence.
"""

from maillage.core.deliberation.convening import Notice, check_notice, check_second_convocation
from maillage.core.deliberation.counting import Quorum, quorum
from maillage.core.deliberation.modes import LegalBase, Mode, check_mode, legal_bases
from maillage.core.deliberation.moments import Stay, moments_of
from maillage.core.deliberation.seats import Composition, SessionKind, check_proxy, check_substitution, compose, effective_proxies
from maillage.core.deliberation.values import Attendance, Channel, Proxy, Refused, Ruling, Seat, Standing, Tie
from maillage.core.deliberation.voting import (
    Dissent,
    Electorate,
    Recusal,
    RecusalGround,
    Result,
    Sense,
    Vote,
    VotingRight,
    Way,
    consensus,
    count_votes,
    who_may_vote,
)
from maillage.core.deliberation.written import Participation, Prolongation, WrittenWindow, participation, written_window

__all__ = [
    "Attendance",
    "Channel",
    "Composition",
    "Dissent",
    "Electorate",
    "LegalBase",
    "Mode",
    "Notice",
    "Participation",
    "Prolongation",
    "Proxy",
    "Quorum",
    "Recusal",
    "RecusalGround",
    "Refused",
    "Result",
    "Ruling",
    "Seat",
    "Sense",
    "SessionKind",
    "Standing",
    "Stay",
    "Tie",
    "Vote",
    "VotingRight",
    "Way",
    "WrittenWindow",
    "check_mode",
    "check_notice",
    "check_proxy",
    "check_second_convocation",
    "check_substitution",
    "compose",
    "consensus",
    "count_votes",
    "effective_proxies",
    "legal_bases",
    "moments_of",
    "participation",
    "quorum",
    "who_may_vote",
    "written_window",
]
