"""The database itself refuses to change or remove an event, whoever asks."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ledger events are append-only: % refused', TG_OP
    USING ERRCODE = 'insufficient_privilege', HINT = 'record a correcting event instead';
END
$$;
CREATE TRIGGER ledger_event_no_change BEFORE UPDATE OR DELETE ON ledger_ledgerevent
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_event_no_truncate BEFORE TRUNCATE ON ledger_ledgerevent
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_head_no_removal BEFORE DELETE ON ledger_ledgerhead
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_head_no_truncate BEFORE TRUNCATE ON ledger_ledgerhead
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
"""
BACKWARD = """
DROP TRIGGER ledger_head_no_truncate ON ledger_ledgerhead;
DROP TRIGGER ledger_head_no_removal ON ledger_ledgerhead;
DROP TRIGGER ledger_event_no_truncate ON ledger_ledgerevent;
DROP TRIGGER ledger_event_no_change ON ledger_ledgerevent;
DROP FUNCTION ledger_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
