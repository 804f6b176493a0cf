import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.manager
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("mg_organisations", "0001_initial"),
        ("mg_territories", "0002_departments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("key_hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires_at", models.DateTimeField(db_index=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("display_name", models.CharField(max_length=120)),
                ("is_active", models.BooleanField(default=True)),
                ("language", models.CharField(choices=[("fr", "Français"), ("en", "English")], default="fr", max_length=5)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                        name="mg_accounts_email_in_lower_case",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("email", models.EmailField(max_length=254)),
                ("display_name", models.CharField(max_length=120)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("caseworker", "intervenante sociale"),
                            ("outreach_worker", "maraudeuse, maraudeur"),
                            ("reception", "accueil"),
                            ("reader", "lecture"),
                            ("manager", "responsable"),
                            ("delegate", "déléguée départementale"),
                            ("secretary", "secrétariat de la commission"),
                            ("member", "membre de la commission"),
                            ("chair", "présidence de la commission"),
                            ("prefect_office", "cabinet du préfet"),
                            ("foreigners_service", "service des étrangers"),
                            ("national_observer", "observatoire national"),
                            ("regime_editor", "rédaction des régimes"),
                            ("release_proposer", "diffusion : proposition"),
                            ("release_approver", "diffusion : approbation"),
                            ("researcher", "recherche"),
                            ("data_protection", "délégué à la protection des données"),
                            ("auditor", "audit"),
                            ("operator", "exploitation"),
                        ],
                        max_length=24,
                    ),
                ),
                ("rights", models.JSONField(default=list)),
                ("mandate_ends_on", models.DateField(null=True)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.territory"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))), name="mg_accounts_invitation_ends_later"
                    )
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("caseworker", "intervenante sociale"),
                            ("outreach_worker", "maraudeuse, maraudeur"),
                            ("reception", "accueil"),
                            ("reader", "lecture"),
                            ("manager", "responsable"),
                            ("delegate", "déléguée départementale"),
                            ("secretary", "secrétariat de la commission"),
                            ("member", "membre de la commission"),
                            ("chair", "présidence de la commission"),
                            ("prefect_office", "cabinet du préfet"),
                            ("foreigners_service", "service des étrangers"),
                            ("national_observer", "observatoire national"),
                            ("regime_editor", "rédaction des régimes"),
                            ("release_proposer", "diffusion : proposition"),
                            ("release_approver", "diffusion : approbation"),
                            ("researcher", "recherche"),
                            ("data_protection", "délégué à la protection des données"),
                            ("auditor", "audit"),
                            ("operator", "exploitation"),
                        ],
                        max_length=24,
                    ),
                ),
                ("rights", models.JSONField(default=list)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "ended_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("left", "a quitté l'organisation"),
                            ("changed", "a changé de fonction"),
                            ("mistake", "donné par erreur"),
                            ("disabled", "compte fermé"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mandates", to="mg_organisations.organisation"
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="mandates", to="mg_territories.territory"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="mandates", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "indexes": [models.Index(fields=["user", "starts_on"], name="mg_accounts_mandate_user")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="mg_accounts_mandate_ends_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("role__in", ["chair", "delegate", "foreigners_service", "member", "prefect_office", "secretary"]),
                                _negated=True,
                            ),
                            ("territory__isnull", False),
                            _connector="OR",
                        ),
                        name="mg_accounts_state_roles_have_a_territory",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True), ("territory__isnull", True)),
                        fields=("user", "role", "organisation"),
                        name="mg_accounts_one_open_mandate",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True), ("territory__isnull", False)),
                        fields=("user", "role", "organisation", "territory"),
                        name="mg_accounts_one_open_mandate_here",
                    ),
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
    ]
