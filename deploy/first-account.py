"""The first account of an empty installation: a delegation (or an association) and the invitation of whoever will invite the others.

    FIRST_KIND=delegation FIRST_NAME="Délégation de la Gironde" FIRST_TERRITORY=33 FIRST_ROLE=delegate \
    FIRST_EMAIL=someone@example.org FIRST_PERSON="Her name" maillage shell --no-imports < deploy/first-account.py

The mail leaves with the worker (`maillage serve` runs one). Running it twice is refused: the name is taken.
"""

import os
import sys

from django.db import transaction

from maillage.foundation.access.actor import system_actor
from maillage.foundation.access.roles import ROLES, Role, Scope
from maillage.foundation.kernel.errors import Refused
from maillage.foundation.kernel.moment import read_moment
from maillage.reference.accounts.services import invite_user
from maillage.reference.organisations.services import register_organisation
from maillage.reference.territories.models import Territory

moment, machine, given = read_moment(), system_actor("installation"), os.environ
role = Role(given["FIRST_ROLE"])
territory = Territory.unscoped.get(pk=given["FIRST_TERRITORY"])
try:
    with transaction.atomic():
        organisation = register_organisation(
            actor=machine, today=moment.today, kind=given["FIRST_KIND"], name=given["FIRST_NAME"], territory=territory
        )
        invite_user(
            actor=machine,
            today=moment.today,
            now=moment.now,
            email=given["FIRST_EMAIL"],
            display_name=given["FIRST_PERSON"],
            role=role,
            organisation=organisation,
            territory=territory if ROLES[role].scope is Scope.TERRITORY else None,
        )
except Refused as refused:
    raise SystemExit(str(refused.sentence)) from None
sys.stdout.write(f"{organisation.name} is registered; the invitation is in the queue.\n")
