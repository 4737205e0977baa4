from django.db import migrations, models
from django.db.models import Q

# The trigger lets no figure change; this renames a key that two doors wrote in two ways.
REWRITE = """
ALTER TABLE indicators_observation DISABLE TRIGGER observation_is_immutable;
UPDATE indicators_observation SET basis = 'unstated' WHERE basis = '未注明';
ALTER TABLE indicators_observation ENABLE TRIGGER observation_is_immutable;
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0005_name_the_first_publication")]

    operations = [
        migrations.RunSQL(REWRITE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=~Q(basis="未注明"), name="observation_unstated_basis_is_stored_one_way"
            ),
        ),
    ]
