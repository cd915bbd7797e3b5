"""check_privacy.py finds what it says it finds, and nothing in a schema that is in order."""
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import check_privacy  # noqa: E402

TABLE = """create table plans (
    municipality text not null,
    plan text not null,
    title text not null default 'a, b; (c)',  -- a comment, with a comma;
    case_id text not null,
    primary key (municipality, plan),
    unique (municipality, title),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index plans_by_case on plans (municipality, case_id);
"""
ROW = '{ class = "plan", retention = "5 years after closing", export = true }'
PRIVACY = "[plans]\n" + "".join(f"{column} = {ROW}\n"
                                for column in ("municipality", "plan", "title", "case_id"))


class Privacy(unittest.TestCase):
    def findings(self, sql: str, privacy: str) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "db" / "migrations").mkdir(parents=True)
            for number, text in enumerate([sql] if isinstance(sql, str) else sql):
                (root / "db" / "migrations" / f"{number:04}_step.sql").write_text(text, "utf-8")
            (root / "db" / "privacy.toml").write_text(privacy, "utf-8")
            return check_privacy.check(root)[1]

    def assert_found(self, part: str, sql, privacy: str = PRIVACY) -> None:
        found = self.findings(sql, privacy)
        self.assertTrue(any(part in line for line in found), found)

    def test_a_schema_in_order_has_no_finding(self):
        self.assertEqual(self.findings(TABLE, PRIVACY), [])

    def test_a_column_without_a_row_is_found(self):
        self.assert_found("does not describe title", TABLE, PRIVACY.replace("title", "# title"))

    def test_a_table_without_rows_is_found(self):
        self.assert_found("[plans] does not describe municipality, plan, title, case_id", TABLE, "")

    def test_a_row_without_its_column_or_table_is_found(self):
        self.assert_found("nickname is stale", TABLE, PRIVACY + f"nickname = {ROW}\n")
        self.assert_found("[goals] is stale", TABLE, PRIVACY + f"[goals]\ngoal = {ROW}\n")

    def test_columns_added_renamed_and_dropped_later_count(self):
        later = "alter table plans add column note text;"
        self.assert_found("does not describe note", [TABLE, later])
        self.assertEqual(self.findings([TABLE, later], PRIVACY + f"note = {ROW}\n"), [])
        self.assert_found("title is stale", [TABLE, "alter table plans drop column title;"])
        self.assert_found("does not describe name", [TABLE, "alter table plans rename column title to name;"])
        self.assert_found("[plans] is stale", [TABLE, "drop table plans;"])
        self.assert_found("[plans] is stale", [TABLE, "alter table plans rename to old_plans;"])

    def test_a_text_index_is_a_table(self):
        self.assert_found("[text_index_notes] does not describe municipality",
                          TABLE + "-- @text_index notes\n")

    def test_unknown_words_are_found(self):
        for old, new, part in [('"plan", r', '"plans", r', "class 'plans'"),
                               ("5 years after closing", "a while", "retention 'a while'"),
                               ("export = true", 'export = "yes"', "true or false"),
                               (", export = true", "", "export is missing"),
                               ("export = true", "export = true, hint = 1", "hint is no key")]:
            with self.subTest(part):
                self.assert_found(part, TABLE, PRIVACY.replace(old, new))

    def test_secrets_protected_facts_and_reporters_are_never_exported(self):
        for word in ("secret", "protected", "reporter"):
            with self.subTest(word):
                self.assert_found("is never exported", TABLE, PRIVACY.replace('"plan", r', f'"{word}", r'))

    def test_what_concerns_somebody_is_not_kept_forever(self):
        self.assert_found("not kept forever", TABLE, PRIVACY.replace("5 years after closing", "forever"))

    def test_every_table_and_key_begins_with_the_municipality(self):
        for old, new, part in [
                ("    municipality text not null,\n    plan", "    plan text not null,\n    municipality",
                 "does not begin with"),
                ("municipality text not null", "municipality text", "does not begin with"),
                ("primary key (municipality, plan)", "primary key (plan, municipality)",
                 "primary key begins with plan"),
                ("unique (municipality, title)", "unique (title)", "unique begins with title"),
                ("key (municipality, case_id) ref", "key (case_id, municipality) ref",
                 "foreign key begins with case_id"),
                ("cases (municipality, case_id)", "cases (case_id, municipality)",
                 "reference to cases does not begin"),
                ("plan text not null", "plan text not null unique", "`unique` at the column"),
                ("case_id text not null", "case_id text not null references cases", "`references` at the"),
                ("    primary key (municipality, plan),\n", "", "has no primary key"),
                ("on plans (municipality, case_id)", "on plans (case_id)", "the index plans_by_case begins")]:
            with self.subTest(part):
                self.assertIn(old, TABLE)
                self.assert_found(part, TABLE.replace(old, new, 1))

    def test_what_it_does_not_understand_is_found(self):
        self.assert_found("not understood", TABLE + "create materialized view x as select 1;")
        self.assert_found("alters goals, which does not exist", TABLE + "alter table goals add x text;")
        self.assert_found("its columns are not listed", TABLE + "create table copy as select 1;")

    def test_a_broken_file_is_a_finding(self):
        self.assert_found("db/privacy.toml", TABLE, "[plans\n")


if __name__ == "__main__":
    unittest.main()
