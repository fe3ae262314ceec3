"""Let every province tell the revision of its directory."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("units", "0002_no_overlap")]
    operations = [
        migrations.AddField(
            model_name="unit",
            name="revision",
            field=models.CharField(blank=True, default="", max_length=32),
        ),
    ]
