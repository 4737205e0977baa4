from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0006_one_word_for_an_unstated_basis")]

    operations = [
        migrations.AddField(
            model_name=model,
            name="theme_en",
            field=models.CharField(blank=True, max_length=100, verbose_name="英文主题"),
        )
        for model in ("historicalindicator", "indicator")
    ]
