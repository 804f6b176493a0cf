import django.db.models.deletion
import django.db.models.manager
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
            name="OwnAccess",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("language", models.CharField(max_length=2)),
                ("talked_on", models.DateField()),
                (
                    "holds_phone",
                    models.CharField(
                        choices=[
                            ("she_alone", "elle seule"),
                            ("sometimes_others", "parfois quelqu'un d'autre"),
                            ("somebody_else", "quelqu'un d'autre le contrôle"),
                            ("not_hers", "un appareil d'une association ou d'un lieu public"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "keeps_code",
                    models.CharField(
                        choices=[
                            ("by_heart", "de mémoire"),
                            ("hidden", "sur un papier caché, sans nom"),
                            ("with_us", "chez nous : elle le demande quand elle vient"),
                        ],
                        max_length=8,
                    ),
                ),
                ("shows", models.CharField(max_length=40)),
                ("opened_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                (
                    "closed_for",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("her_wish", "elle ne le veut plus"),
                            ("danger", "un danger est apparu"),
                            ("lost_code", "le code est perdu ou a été vu"),
                            ("wrong_answers", "trop de mauvaises réponses"),
                            ("accord_withdrawn", "elle a retiré son accord"),
                            ("file_closed", "le dossier est fermé"),
                        ],
                        max_length=16,
                    ),
                ),
                ("mark", models.BinaryField(max_length=32, unique=True)),
                ("public", models.BinaryField(max_length=65)),
                ("question", models.BinaryField()),
                ("private", models.BinaryField()),
                ("wrong_answers", models.PositiveSmallIntegerField(default=0)),
                ("waits_until", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="own_accesses", to="mg_people.person"),
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
            name="Card",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[("next_date", "prochaine date"), ("document", "document"), ("act", "ce qui a été dit ou fait en son nom")],
                        max_length=12,
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=80)),
                ("published_on", models.DateField()),
                ("content", models.BinaryField()),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "access",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="cards", to="mg_own_access.ownaccess"),
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
            name="AcceptedLanguage",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("language", models.CharField(max_length=2)),
                ("accepted_on", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mg_organisations.organisation"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "constraints": [models.UniqueConstraint(fields=("organisation", "language"), name="mg_own_access_language_once")],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name="ownaccess",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_on__isnull", True)), fields=("person",), name="mg_own_access_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="ownaccess",
            constraint=models.CheckConstraint(condition=models.Q(("ends_on__gt", models.F("opened_on"))), name="mg_own_access_dates"),
        ),
        migrations.AddConstraint(
            model_name="ownaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(("holds_phone", "somebody_else"), _negated=True), name="mg_own_access_never_on_a_held_phone"
            ),
        ),
        migrations.AddConstraint(
            model_name="ownaccess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_for", ""), ("closed_on__isnull", True)),
                    models.Q(("closed_on__isnull", False), models.Q(("closed_for", ""), _negated=True)),
                    _connector="OR",
                ),
                name="mg_own_access_closed_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source", ""), _negated=True), fields=("access", "source"), name="mg_own_access_shown_once"
            ),
        ),
    ]
