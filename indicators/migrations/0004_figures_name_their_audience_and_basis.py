from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_figures_are_immutable")]

    operations = [
        migrations.RemoveConstraint(model_name="observation", name="observation_public_has_a_legal_basis"),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=~Q(audience="public")
                | Q(legal_basis__in=["official_aggregate", "printed_source", "statute", "published_list", "consent"]),
                name="observation_public_has_a_legal_basis",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=Q(audience__in=["public", "internal"]), name="observation_audience_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=~Q(measure="") & ~Q(basis=""), name="observation_names_its_measure_and_basis"
            ),
        ),
    ]
