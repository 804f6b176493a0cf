import django.db.models.manager
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("user_id", models.UUIDField(db_index=True)),
                ("topic", models.CharField(max_length=60)),
                ("created_on", models.DateField()),
                ("count", models.PositiveIntegerField(null=True)),
                ("day", models.DateField(null=True)),
                ("link_name", models.CharField(blank=True, max_length=80)),
                ("link_pk", models.UUIDField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("mailed_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)), fields=["user_id", "-created_on"], name="mg_notices_of_user"
                    )
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
    ]
