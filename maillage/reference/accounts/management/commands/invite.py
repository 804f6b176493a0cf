"""`maillage invite`: the first account of an empty installation. Afterwards people invite each other from the pages."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from maillage.foundation.access.actor import system_actor
from maillage.foundation.access.roles import ROLES, Role, Scope
from maillage.foundation.kernel.errors import Refused
from maillage.foundation.kernel.moment import read_moment
from maillage.reference.accounts.services import invite_user
from maillage.reference.organisations.models import OrganisationKind
from maillage.reference.organisations.services import register_organisation
from maillage.reference.territories.models import Territory


class Command(BaseCommand):
    help = "Register an organisation and invite the person who will invite the others."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kind", required=True, choices=[kind.value for kind in OrganisationKind])
        parser.add_argument("--name", required=True, help="the organisation's name")
        parser.add_argument("--territory", required=True, help="the code of its department, for instance 33")
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])
        parser.add_argument("--email", required=True)
        parser.add_argument("--person", required=True, help="the name shown to colleagues")

    def handle(self, *args: Any, **options: Any) -> None:
        territory = Territory.unscoped.filter(pk=options["territory"]).first()
        if territory is None:
            raise CommandError(f"No department has the code {options['territory']}: give its official code, for instance 33.", returncode=2)
        role, moment, machine = Role(options["role"]), read_moment(), system_actor("installation")
        try:
            with transaction.atomic():
                organisation = register_organisation(
                    actor=machine, today=moment.today, kind=options["kind"], name=options["name"], territory=territory
                )
                invite_user(
                    actor=machine,
                    today=moment.today,
                    now=moment.now,
                    email=options["email"],
                    display_name=options["person"],
                    role=role,
                    organisation=organisation,
                    territory=territory if ROLES[role].scope is Scope.TERRITORY else None,
                )
        except Refused as refused:
            raise CommandError(refused.sentence, returncode=1) from None
        self.stdout.write(f"{organisation.name} is registered; the invitation leaves with the worker (maillage serve runs one).")
