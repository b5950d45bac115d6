from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0006_say_which_look_alikes_are_sure"),
    ]

    operations = [
        migrations.AddField(
            model_name="acquaintance",
            name="denied_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
