import django.db.models.deletion
import django.db.models.manager
import maillage.foundation.vault.fields
import maillage.foundation.vault.subjects
import maillage.pathway.psp.workflow
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("mg_organisations", "0001_initial"),
        ("mg_people", "0001_initial"),
        ("mg_territories", "0002_departments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(choices=[("first", "première demande d'engagement"), ("renewal", "renouvellement")], max_length=8),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("wish", "wish"),
                            ("preparing", "preparing"),
                            ("ready", "ready"),
                            ("filed", "filed"),
                            ("scheduled", "scheduled"),
                            ("examined", "examined"),
                            ("decided", "decided"),
                        ],
                        default=maillage.pathway.psp.workflow.State["WISH"],
                        max_length=12,
                    ),
                ),
                ("number", models.CharField(max_length=16, null=True, unique=True)),
                ("wished_on", models.DateField()),
                ("filed_on", models.DateField(null=True)),
                ("examined_on", models.DateField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("notified_on", models.DateField(null=True)),
                ("granted", models.BooleanField(null=True)),
                ("asks_permit", models.BooleanField(default=False)),
                ("asks_allowance", models.BooleanField(default=False)),
                ("project", maillage.foundation.vault.fields.SealedField()),
                ("commitments", maillage.foundation.vault.fields.SealedField()),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="mg_people.person"
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.territory"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            bases=(maillage.foundation.vault.subjects.HangsOnSubject, models.Model),
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Extract",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("filed_on", models.DateField()),
                ("retain_until", models.DateField()),
                ("content", maillage.foundation.vault.fields.SealedField()),
                ("format_version", models.PositiveSmallIntegerField(default=1)),
                (
                    "application",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="extract", to="mg_psp.application"),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "territory",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.territory"),
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
            name="Pathway",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("starts_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "entry",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="pathway", to="mg_psp.application"),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="pathways", to="mg_people.person"
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.territory"),
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
            name="Allowance",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("decided_on", models.DateField()),
                ("starts_on", models.DateField()),
                ("expires_on", models.DateField()),
                ("first_paid_on", models.DateField(null=True)),
                ("pathway", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="allowances", to="mg_psp.pathway")),
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
            name="Permit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("asked_on", models.DateField(null=True)),
                ("delivered_on", models.DateField(null=True)),
                ("expires_on", models.DateField(null=True)),
                ("pathway", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="permits", to="mg_psp.pathway")),
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
            name="Piece",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("code", models.CharField(max_length=32)),
                ("rank", models.PositiveSmallIntegerField()),
                (
                    "level",
                    models.CharField(choices=[("required", "demandée à toutes"), ("if_applicable", "selon la situation")], max_length=16),
                ),
                (
                    "issuer",
                    models.CharField(
                        choices=[
                            ("association", "l'association"),
                            ("person", "la personne"),
                            ("consulate", "le consulat"),
                            ("domiciliation", "l'organisme de domiciliation"),
                            ("town_hall", "la mairie"),
                            ("health_insurance", "l'assurance maladie"),
                            ("tax_office", "les impôts"),
                            ("prefecture", "la préfecture"),
                            ("other", "un autre organisme"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("to_gather", "à réunir"), ("asked", "demandée"), ("received", "reçue"), ("not_applicable", "sans objet")],
                        default="to_gather",
                        max_length=16,
                    ),
                ),
                ("asked_on", models.DateField(null=True)),
                ("received_on", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("document", models.UUIDField(null=True)),
                (
                    "application",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="pieces", to="mg_psp.application"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            bases=(maillage.foundation.vault.subjects.HangsOnSubject, models.Model),
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("wish", "wish"),
                            ("preparing", "preparing"),
                            ("ready", "ready"),
                            ("filed", "filed"),
                            ("scheduled", "scheduled"),
                            ("examined", "examined"),
                            ("decided", "decided"),
                        ],
                        max_length=12,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("recorded_on", models.DateField()),
                ("from_paper", models.BooleanField(default=False)),
                ("by_state", models.BooleanField(default=False)),
                ("scan", models.UUIDField(null=True)),
                (
                    "application",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="mg_psp.application"),
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
            name="Term",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.PositiveSmallIntegerField()),
                ("starts_on", models.DateField()),
                ("expires_on", models.DateField()),
                (
                    "application",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="term", to="mg_psp.application"),
                ),
                ("pathway", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="terms", to="mg_psp.pathway")),
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
            name="WaitingFact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("her_choice", "her_choice"),
                            ("piece", "piece"),
                            ("capacity", "capacity"),
                            ("protected_time", "protected_time"),
                            ("service_slowed", "service_slowed"),
                            ("no_session", "no_session"),
                            ("cancelled", "cancelled"),
                            ("mode_unsuitable", "mode_unsuitable"),
                            ("not_reached", "not_reached"),
                            ("adjourned", "adjourned"),
                            ("decision_awaited", "decision_awaited"),
                            ("notification_awaited", "notification_awaited"),
                            ("session_awaited", "session_awaited"),
                            ("preparation", "preparation"),
                        ],
                        max_length=24,
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=40)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "application",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="waiting_facts", to="mg_psp.application"),
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
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["wish", "preparing", "ready", "filed", "scheduled", "examined", "decided"])),
                name="mg_psp_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("filed_on__isnull", True), ("number__isnull", True)),
                    models.Q(("filed_on__isnull", False), ("number__isnull", False)),
                    _connector="OR",
                ),
                name="mg_psp_number_from_filing",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_on__isnull", True), ("granted__isnull", True)),
                    models.Q(("decided_on__isnull", False), ("granted__isnull", False)),
                    _connector="OR",
                ),
                name="mg_psp_decision_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            maillage.pathway.psp.workflow.State["WISH"],
                            maillage.pathway.psp.workflow.State["PREPARING"],
                            maillage.pathway.psp.workflow.State["READY"],
                        ],
                    ),
                    ("filed_on__isnull", False),
                    _connector="OR",
                ),
                name="mg_psp_filed_before_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("filed_on__isnull", True), ("filed_on__gte", models.F("wished_on")), _connector="OR"),
                name="mg_psp_filed_after_wish",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("state", maillage.pathway.psp.workflow.State["DECIDED"]), _negated=True), ("person__isnull", False)
                ),
                fields=("person", "kind"),
                name="mg_psp_one_running_per_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="pathway",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on__isnull", True), ("ended_on__gte", models.F("starts_on")), _connector="OR"),
                name="mg_psp_pathway_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="pathway",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True), ("person__isnull", False)),
                fields=("person",),
                name="mg_psp_one_running_pathway",
            ),
        ),
        migrations.AddConstraint(
            model_name="allowance",
            constraint=models.CheckConstraint(condition=models.Q(("expires_on__gt", models.F("starts_on"))), name="mg_psp_allowance_dates"),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("delivered_on__isnull", True), ("expires_on__isnull", True)),
                    models.Q(("delivered_on__isnull", False), ("expires_on__gt", models.F("delivered_on")), ("expires_on__isnull", False)),
                    _connector="OR",
                ),
                name="mg_psp_permit_delivered_expires",
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.UniqueConstraint(fields=("application", "code"), name="mg_psp_piece_once"),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "received"), _negated=True), ("received_on__isnull", False), _connector="OR"),
                name="mg_psp_received_piece_is_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked_on__isnull", True), ("received_on__isnull", True), ("received_on__gte", models.F("asked_on")), _connector="OR"
                ),
                name="mg_psp_piece_received_after_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("happened_on__lte", models.F("recorded_on"))), name="mg_psp_step_not_from_the_future"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_paper", True), ("scan__isnull", True), _connector="OR"), name="mg_psp_scan_is_of_paper"
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.UniqueConstraint(fields=("pathway", "number"), name="mg_psp_term_once"),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(condition=models.Q(("number__gte", 1), ("number__lte", 4)), name="mg_psp_four_terms_at_most"),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(condition=models.Q(("expires_on__gt", models.F("starts_on"))), name="mg_psp_term_dates"),
        ),
        migrations.AddConstraint(
            model_name="waitingfact",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="mg_psp_waiting_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="waitingfact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)), fields=("application", "cause"), name="mg_psp_one_open_fact_per_cause"
            ),
        ),
    ]
