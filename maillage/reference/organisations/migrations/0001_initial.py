import django.db.models.deletion
import django.db.models.manager
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("mg_territories", "0002_departments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("association", "association"),
                            ("delegation", "délégation aux droits des femmes"),
                            ("prefecture", "préfecture"),
                            ("state_service", "service de l'État"),
                            ("institution", "institution siégeant à la commission"),
                            ("partner", "partenaire"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "institution",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("court", "tribunal judiciaire"),
                            ("police", "police"),
                            ("gendarmerie", "gendarmerie"),
                            ("health", "santé"),
                            ("education", "éducation"),
                            ("council", "collectivité"),
                        ],
                        max_length=16,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "files_open_to",
                    models.CharField(
                        choices=[("team", "toute l'équipe"), ("assigned", "les personnes qui suivent le dossier")],
                        default="team",
                        max_length=8,
                    ),
                ),
                ("closed_on", models.DateField(null=True)),
                (
                    "territory",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="organisations", to="mg_territories.territory"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Accreditation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("granted_on", models.DateField()),
                ("expires_on", models.DateField()),
                ("order_number", models.CharField(blank=True, max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[("granted", "accordé par arrêté"), ("tacit", "accordé tacitement"), ("withdrawn", "retiré")],
                        default="granted",
                        max_length=12,
                    ),
                ),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="accreditations", to="mg_territories.territory"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="accreditations", to="mg_organisations.organisation"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="OrganisationStatus",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("caarud", "CAARUD"),
                            ("csapa", "CSAPA"),
                            ("chrs_with_lodging", "CHRS avec hébergement"),
                            ("chrs_without_lodging", "CHRS sans hébergement"),
                            ("day_centre", "accueil de jour"),
                            ("health_centre", "centre de santé"),
                            ("outreach", "équipe de maraude"),
                        ],
                        max_length=24,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statuses", to="mg_organisations.organisation"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(fields=("territory", "name"), name="mg_organisations_one_by_name"),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "institution"), models.Q(("institution", ""), _negated=True)),
                    models.Q(models.Q(("kind", "institution"), _negated=True), ("institution", "")),
                    _connector="OR",
                ),
                name="mg_organisations_institution_says_which",
            ),
        ),
        migrations.AddConstraint(
            model_name="accreditation",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_on__gt", models.F("granted_on"))), name="mg_organisations_accreditation_ends_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="accreditation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), ("withdrawn_on__isnull", False)),
                    models.Q(models.Q(("state", "withdrawn"), _negated=True), ("withdrawn_on__isnull", True)),
                    _connector="OR",
                ),
                name="mg_organisations_withdrawn_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="accreditation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "granted"), _negated=True), models.Q(("order_number", ""), _negated=True), _connector="OR"
                ),
                name="mg_organisations_an_order_has_a_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="accreditation",
            constraint=models.UniqueConstraint(
                fields=("organisation", "territory", "granted_on"), name="mg_organisations_one_accreditation_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisationstatus",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"),
                name="mg_organisations_status_ends_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisationstatus",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)), fields=("organisation", "status"), name="mg_organisations_one_open_status"
            ),
        ),
    ]
