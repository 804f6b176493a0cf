"""Spring 2020 replayed, from 2017 to Tuesday 19 May 2020, all through the services."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django_tasks_db.models import DBTaskResult

from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.scenes.after import play as play_after
from maillage.doors.demo.scenes.applications import Preparation
from maillage.doors.demo.scenes.appointments import play as play_appointments
from maillage.doors.demo.scenes.calls import play as play_calls
from maillage.doors.demo.scenes.changing import play as play_changing
from maillage.doors.demo.scenes.composition import play as play_composition
from maillage.doors.demo.scenes.contact import play as play_contact
from maillage.doors.demo.scenes.convening import play as play_convening
from maillage.doors.demo.scenes.decisions import Decisions
from maillage.doors.demo.scenes.duplicates import play as play_duplicates
from maillage.doors.demo.scenes.filing import play as play_filing
from maillage.doors.demo.scenes.followups import play as play_follow_ups
from maillage.doors.demo.scenes.live_session import play as play_live_session
from maillage.doors.demo.scenes.log import play as play_log
from maillage.doors.demo.scenes.mail import play as play_mail
from maillage.doors.demo.scenes.messages import play as play_messages
from maillage.doors.demo.scenes.minutes import play as play_minutes
from maillage.doors.demo.scenes.moves import play as play_moves
from maillage.doors.demo.scenes.notebook import play as play_notebook
from maillage.doors.demo.scenes.notes import play as play_notes
from maillage.doors.demo.scenes.openings import play as play_openings
from maillage.doors.demo.scenes.outreach import play as play_outreach
from maillage.doors.demo.scenes.own_access import play as play_own_access
from maillage.doors.demo.scenes.parcels import play as play_parcels
from maillage.doors.demo.scenes.people import plans
from maillage.doors.demo.scenes.pieces import play as play_pieces
from maillage.doors.demo.scenes.places import play as play_places
from maillage.doors.demo.scenes.reading import play as play_reading
from maillage.doors.demo.scenes.requests import play as play_requests
from maillage.doors.demo.scenes.rights import play as play_rights
from maillage.doors.demo.scenes.sessions import Commissions
from maillage.doors.demo.scenes.situation import play as play_situation
from maillage.doors.demo.scenes.taking_over import play as play_taking_over
from maillage.doors.demo.stage import Scene, accredit, raise_stage
from maillage.doors.demo.world import ORGANISATIONS, TODAY
from maillage.foundation.kernel.models import BusinessDay
from maillage.foundation.notifications.services import forget_notices

# What each room adds to the story: events planned on days of its own, on files found by `stage.person` when the day comes. A scene draws
# nothing from `rng`: the rest of the world would move.
SCENES: tuple[Scene, ...] = (
    play_places,
    play_contact,
    play_follow_ups,
    play_duplicates,
    play_notes,
    play_requests,
    play_filing,
    play_parcels,
    play_taking_over,
    play_own_access,
    play_situation,
    play_mail,
    play_openings,
    play_outreach,
    play_notebook,
    play_log,
    play_calls,
    play_messages,
    play_appointments,
    play_rights,
    play_pieces,
    play_moves,
    play_after,
    play_convening,
    play_changing,
    play_live_session,
    play_reading,
    play_composition,
    play_minutes,
)
NOTICES_KEPT = timedelta(days=7)


def replay(*, say: Callable[[str], object] = print, seed: int = 2016) -> int:
    """Build the whole demonstration in an empty database. Returns how many dated events were played."""
    stage, chronicle, rng = raise_stage(), Chronicle(until=TODAY, say=say), random.Random(seed)
    for spec in ORGANISATIONS:
        for granted_on in spec.accredited:
            chronicle.at(granted_on, partial(accredit, stage=stage, key=spec.key))
    decisions = Decisions(stage=stage, chronicle=chronicle, rng=rng)
    Commissions(stage=stage, chronicle=chronicle, decisions=decisions, rng=rng).begin()
    for plan in plans(seed=seed):
        Preparation(stage=stage, chronicle=chronicle, plan=plan, rng=rng, opened=decisions.know).begin()
    for play in SCENES:
        play(stage=stage, chronicle=chronicle)
    chronicle.run()
    BusinessDay.objects.update_or_create(only=True, defaults={"day": TODAY})
    forget_notices(before=TODAY - NOTICES_KEPT)
    # Every notice of three years would leave as a mail at the first start of the worker.
    DBTaskResult.objects.all().delete()
    say(f"Played {chronicle.done} events up to {TODAY.isoformat()}.")
    return chronicle.done
