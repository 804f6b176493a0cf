import django.db.models.deletion
import django.db.models.manager
import maillage.foundation.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("mg_organisations", "0001_initial"),
        ("mg_people", "0001_initial"),
        ("mg_territories", "0002_departments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FirstRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("received_on", models.DateField()),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("phone", "par téléphone"),
                            ("message", "par message"),
                            ("walk_in", "en venant"),
                            ("partner", "par un partenaire"),
                            ("online", "en ligne"),
                            ("outreach", "en maraude"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "partner",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("association", "une autre association"),
                            ("social", "un service social"),
                            ("health", "un service de santé"),
                            ("shelter", "le 115 ou un hébergement"),
                            ("food", "une aide alimentaire"),
                            ("town", "une mairie"),
                            ("police", "la police ou la gendarmerie"),
                            ("lawyer", "une permanence juridique"),
                            ("other", "un autre partenaire"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "triage",
                    models.CharField(
                        choices=[
                            ("urgent", "urgence"),
                            ("one_off", "aide ponctuelle"),
                            ("information", "information"),
                            ("leave", "sortir de la prostitution"),
                            ("other", "autre demande"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "public",
                    models.CharField(
                        choices=[("new", "jamais rencontrée"), ("known", "déjà connue"), ("unknown", "on ne sait pas")],
                        default="unknown",
                        max_length=8,
                    ),
                ),
                (
                    "problem",
                    models.CharField(
                        choices=[
                            ("known", "problème connu"),
                            ("aggravated", "problème aggravé"),
                            ("new", "problème nouveau"),
                            ("unknown", "on ne sait pas"),
                        ],
                        default="unknown",
                        max_length=12,
                    ),
                ),
                ("words", maillage.foundation.vault.fields.SealedField()),
                ("pseudonym", maillage.foundation.vault.fields.SealedField()),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("phone", "téléphone"),
                            ("sms", "SMS"),
                            ("messaging", "messagerie"),
                            ("mail", "courriel"),
                            ("letter", "lettre"),
                            ("partner", "par un partenaire"),
                            ("key_worker", "de vive voix, par sa référente"),
                            ("visit", "en allant la voir"),
                            ("none_known", "aucun canal connu"),
                        ],
                        max_length=12,
                    ),
                ),
                ("safe_contact", maillage.foundation.vault.fields.SealedField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "en attente"),
                            ("oriented", "orientée"),
                            ("aid_given", "aide donnée"),
                            ("file_opened", "dossier ouvert"),
                            ("wish_noted", "demande d'engagement commencée"),
                            ("no_solution", "sans solution"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("outcome_on", models.DateField(null=True)),
                (
                    "no_solution",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_shelter", "aucune place d'hébergement"),
                            ("no_funds", "plus de crédits"),
                            ("no_staff", "personne pour l'accompagner"),
                            ("not_eligible", "hors des critères de l'aide"),
                            ("no_interpreter", "pas d'interprète"),
                            ("service_closed", "service fermé"),
                            ("lost_contact", "plus de contact avec elle"),
                            ("her_choice", "elle n'a pas donné suite"),
                            ("other", "autre raison"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "oriented_to",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("association", "une autre association"),
                            ("social", "un service social"),
                            ("health", "un service de santé"),
                            ("shelter", "le 115 ou un hébergement"),
                            ("food", "une aide alimentaire"),
                            ("town", "une mairie"),
                            ("police", "la police ou la gendarmerie"),
                            ("lawyer", "une permanence juridique"),
                            ("other", "un autre partenaire"),
                        ],
                        max_length=12,
                    ),
                ),
                ("forgotten", models.BooleanField(default=False)),
                ("noted_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="requests", to="mg_people.person"
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.territory"),
                ),
                (
                    "zone",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.place"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "indexes": [models.Index(fields=["organisation", "received_on"], name="mg_intake_request_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("way", "partner"), ("partner", ""), _connector="OR"), name="mg_intake_partner_of_partners"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "waiting"), ("outcome_on__isnull", True)),
                            models.Q(models.Q(("outcome", "waiting"), _negated=True), ("outcome_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="mg_intake_outcome_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome_on__isnull", True), ("outcome_on__gte", models.F("received_on")), _connector="OR"),
                        name="mg_intake_outcome_after_request",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "no_solution"), models.Q(("no_solution", ""), _negated=True)),
                            models.Q(models.Q(("outcome", "no_solution"), _negated=True), ("no_solution", "")),
                            _connector="OR",
                        ),
                        name="mg_intake_no_solution_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome", "oriented"), ("oriented_to", ""), _connector="OR"),
                        name="mg_intake_oriented_somewhere",
                    ),
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
    ]
