import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SchemaStamp",
            fields=[
                ("only", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("stamp", models.CharField(max_length=64)),
                ("demonstration", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="BusinessDay",
            fields=[
                ("only", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("day", models.DateField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("only", True)), name="mg_kernel_one_business_day")],
            },
        ),
        migrations.CreateModel(
            name="DoneOnce",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.UUIDField()),
                ("user_id", models.UUIDField(null=True)),
                ("act", models.CharField(max_length=80)),
                ("result", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("key", "act"), name="mg_kernel_once_per_key")],
            },
        ),
    ]
