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
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("received", "colonnes à choisir"),
                            ("ready", "à vérifier puis confirmer"),
                            ("running", "en cours"),
                            ("done", "terminée"),
                            ("given_up", "abandonnée"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("received_on", models.DateField()),
                ("finished_on", models.DateField(null=True)),
                ("rows", models.PositiveIntegerField()),
                ("treated", models.PositiveIntegerField(default=0)),
                ("columns", models.JSONField(default=dict)),
                ("chosen", models.JSONField(default=list)),
                ("content", maillage.foundation.vault.fields.SealedField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
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
            name="ImportedRow",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("line", models.PositiveIntegerField()),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("opened", "dossier ouvert"),
                            ("with_pathway", "dossier ouvert et parcours repris"),
                            ("left_out", "laissée de côté"),
                            ("known", "déjà reprise auparavant"),
                            ("refused", "refusée"),
                        ],
                        max_length=14,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("mark", models.BinaryField(max_length=32)),
                (
                    "batch",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="mg_exchange.importbatch"),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "person",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="mg_people.person"),
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
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_on__isnull", False), ("stage__in", ["done", "given_up"])),
                    models.Q(models.Q(("stage__in", ["done", "given_up"]), _negated=True), ("finished_on__isnull", True)),
                    _connector="OR",
                ),
                name="mg_exchange_finished_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="importedrow",
            constraint=models.UniqueConstraint(fields=("batch", "line"), name="mg_exchange_line_once"),
        ),
    ]
