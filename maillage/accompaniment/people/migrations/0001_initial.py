import django.db.models.deletion
import django.db.models.manager
import maillage.foundation.vault.fields
import maillage.foundation.vault.subjects
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("mg_organisations", "0001_initial"),
        ("mg_territories", "0002_departments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("reference", models.CharField(max_length=9, unique=True)),
                ("pseudonym", maillage.foundation.vault.fields.SealedField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "téléphone"),
                            ("sms", "SMS"),
                            ("messaging", "messagerie"),
                            ("mail", "courriel"),
                            ("partner", "par un partenaire"),
                            ("none_known", "aucun canal connu"),
                        ],
                        max_length=12,
                    ),
                ),
                ("safe_contact", maillage.foundation.vault.fields.SealedField()),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                ("last_contact_on", models.DateField()),
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
            name="KeyWorker",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="key_workers", to="mg_people.person"),
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
            name="Identity",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("last_name", maillage.foundation.vault.fields.SealedField()),
                ("first_name", maillage.foundation.vault.fields.SealedField()),
                ("birth_date", maillage.foundation.vault.fields.SealedField()),
                ("nationality", maillage.foundation.vault.fields.SealedField()),
                ("recorded_on", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "person",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="identity", to="mg_people.person"),
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
            name="Accord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("purpose", models.CharField(choices=[("file_application", "déposer sa demande auprès de la préfecture")], max_length=24)),
                ("language", models.CharField(max_length=8)),
                ("proof", models.CharField(choices=[("signed", "signé"), ("oral", "oral, noté le jour même")], max_length=8)),
                ("given_on", models.DateField()),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "recipient",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="accords", to="mg_people.person")),
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
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["phone", "sms", "messaging", "mail", "partner", "none_known"])),
                name="mg_people_known_channel",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_on__isnull", True), ("closed_on__gte", models.F("opened_on")), _connector="OR"),
                name="mg_people_closed_after_opened",
            ),
        ),
        migrations.AddConstraint(
            model_name="keyworker",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)), fields=("person", "user"), name="mg_people_key_worker_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="keyworker",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="mg_people_key_worker_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="accord",
            constraint=models.CheckConstraint(
                condition=models.Q(("withdrawn_on__isnull", True), ("withdrawn_on__gte", models.F("given_on")), _connector="OR"),
                name="mg_people_accord_dates",
            ),
        ),
    ]
