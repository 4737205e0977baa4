from django.db import migrations

# A figure that was published is never edited or deleted: whoever bypasses the one writer is stopped by the database.
CREATE = """
CREATE FUNCTION indicators_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'indicators_observation' THEN
        IF OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL
           AND to_jsonb(NEW) - 'closed_at' = to_jsonb(OLD) - 'closed_at' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a published figure is never changed or deleted: it is closed once, and a new vintage follows'
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER observation_is_immutable BEFORE UPDATE OR DELETE ON indicators_observation
    FOR EACH ROW EXECUTE FUNCTION indicators_refuse_change();
CREATE TRIGGER rank_is_immutable BEFORE UPDATE OR DELETE ON indicators_rank
    FOR EACH ROW EXECUTE FUNCTION indicators_refuse_change();
"""
DROP = """
DROP TRIGGER observation_is_immutable ON indicators_observation;
DROP TRIGGER rank_is_immutable ON indicators_rank;
DROP FUNCTION indicators_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0002_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
