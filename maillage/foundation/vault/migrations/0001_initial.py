import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("subject_id", models.UUIDField(primary_key=True, serialize=False)),
                ("erased_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="IntakeKey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("organisation_id", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("public", models.BinaryField(max_length=65)),
                ("private", models.BinaryField()),
                ("made_on", models.DateField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation_id", "number"), name="mg_vault_intake_key_number")],
            },
        ),
        migrations.CreateModel(
            name="OrganisationKey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("organisation_id", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("key_id", models.BigIntegerField()),
                ("kek", models.PositiveIntegerField()),
                ("wrapped", models.BinaryField()),
                ("canary", models.BinaryField()),
            ],
            options={
                "indexes": [models.Index(fields=["kek"], name="mg_vault_orgkey_kek")],
                "constraints": [models.UniqueConstraint(fields=("organisation_id", "number"), name="mg_vault_organisation_key_number")],
            },
        ),
        migrations.CreateModel(
            name="Roll",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("organisation_id", models.UUIDField()),
                ("column", models.CharField(max_length=120)),
                ("sealed", models.BinaryField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation_id", "column"), name="mg_vault_roll_once")],
            },
        ),
        migrations.CreateModel(
            name="SubjectKey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=80)),
                ("subject_id", models.UUIDField()),
                ("organisation_id", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("key_id", models.BigIntegerField(unique=True)),
                ("wrapped", models.BinaryField()),
                (
                    "wrapped_under",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_vault.organisationkey"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation_id"], name="mg_vault_subjectkey_house")],
                "constraints": [models.UniqueConstraint(fields=("subject_id", "number"), name="mg_vault_subject_key_number")],
            },
        ),
    ]
