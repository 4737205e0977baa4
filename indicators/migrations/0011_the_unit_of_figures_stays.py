from django.db import migrations

# Figures are held in their indicator's unit: with another one each would say something else than was published.
CREATE = """
CREATE FUNCTION indicators_refuse_other_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM indicators_observation WHERE indicator_id = OLD.id AND closed_at IS NULL) THEN
        RAISE EXCEPTION 'the unit of an indicator does not change while figures are held in it'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'unit_of_figures_stays', DETAIL = OLD.name;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER unit_of_figures_stays BEFORE UPDATE OF unit ON indicators_indicator
    FOR EACH ROW WHEN (OLD.unit IS DISTINCT FROM NEW.unit) EXECUTE FUNCTION indicators_refuse_other_unit();
"""
DROP = """
DROP TRIGGER unit_of_figures_stays ON indicators_indicator;
DROP FUNCTION indicators_refuse_other_unit();
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0010_no_index_into_the_past")]

    operations = [migrations.RunSQL(CREATE, DROP)]
