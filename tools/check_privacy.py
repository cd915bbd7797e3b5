#!/usr/bin/python3
"""Every column says what it holds: db/migrations/*.sql against db/privacy.toml.

    tools/check_privacy.py [ROOT]

Fails on a table or column that db/privacy.toml does not describe, on a row there that no longer has
its column, on a word it does not know, and on a table whose keys would mix municipalities: every
table begins with `municipality text not null`, and every primary, unique and foreign key and every
index begins with it.
"""
import re
import sys
import tomllib
from pathlib import Path

CLASSES = ("none", "identity", "case", "plan", "conference", "role", "protected", "reporter",
           "account", "secret", "log")
# How long a column's content is kept.
RETENTION = re.compile(r"forever|[1-9][0-9]* (?:days?|months?|years?)(?: after [a-z ]+)?|with the [a-z ]+")
# What an export may never carry.
NEVER_EXPORTED = ("secret", "protected", "reporter")
# The schema's own bookkeeping, about no municipality.
WITHOUT_MUNICIPALITY = {"schema_migrations"}
# A text index is made of both engines' own means by `-- @text_index NAME`; these are its columns
# on either of them (storage/text_search).
TEXT_INDEX_COLUMNS = ("municipality", "document_id", "place", "folded", "tags", "words")
TABLE_WORDS = ("primary", "unique", "foreign", "check", "constraint", "exclude")


class Schema:
    """Tables and their columns after all migrations, and what is wrong with their keys."""

    def __init__(self) -> None:
        self.tables: dict[str, list[str]] = {}
        self.findings: list[str] = []

    def read(self, path: Path) -> None:
        text = path.read_text("utf-8")
        for name in re.findall(r"^\s*-- @text_index (\w+)\s*$", text, re.MULTILINE):
            self.tables[f"text_index_{name}"] = list(TEXT_INDEX_COLUMNS)
        for statement in statements(text):
            self._apply(path.name, statement)

    def _apply(self, file: str, statement: str) -> None:
        words = " ".join(statement.split())
        created = re.match(r"create (?:virtual )?table (?:if not exists )?\"?(\w+)\"?\s*(.*)$", words,
                           re.IGNORECASE | re.DOTALL)
        altered = re.match(r"alter table (?:only )?(?:if exists )?\"?(\w+)\"? (.*)$", words, re.IGNORECASE)
        dropped = re.match(r"drop table (?:if exists )?\"?(\w+)\"?", words, re.IGNORECASE)
        indexed = re.match(r"create (?:unique )?index (?:if not exists )?(\w+) on (\w+)[^(]*\(\s*(\w+)",
                           words, re.IGNORECASE)
        if created:
            self._create(file, created.group(1).lower(), created.group(2))
        elif altered:
            self._alter(file, altered.group(1).lower(), altered.group(2))
        elif dropped:
            if self.tables.pop(dropped.group(1).lower(), None) is None:
                self.findings.append(f"{file}: drops {dropped.group(1)}, which does not exist")
        elif indexed:
            name, table, first = (word.lower() for word in indexed.groups())
            if first != "municipality" and table not in WITHOUT_MUNICIPALITY:
                self.findings.append(f"{file}: the index {name} begins with {first}, not with municipality")
        elif re.match(r"create|alter|drop", words, re.IGNORECASE) and not re.match(
                r"(?:create|drop) (?:unique )?(?:index|view|trigger|or replace view)", words, re.IGNORECASE):
            self.findings.append(f"{file}: not understood: {words[:70]}")

    def _create(self, file: str, table: str, rest: str) -> None:
        if table in self.tables:
            # The same table in a section for each engine: both must be described.
            known = self.tables[table]
        else:
            known = self.tables[table] = []
        body = inside_parentheses(rest)
        if body is None:
            self.findings.append(f"{file}: {table}: its columns are not listed, so nobody can describe them")
            return
        virtual = re.match(r"using ", rest, re.IGNORECASE)
        columns = []
        for part in split_at_commas(body):
            first = part.split()[0].strip('"').lower() if part.split() else ""
            if virtual:
                if re.fullmatch(r'"?\w+"?(?: unindexed)?', part, re.IGNORECASE):
                    columns.append(first)
            elif re.match(r"\w+", first) and re.match(r"\w+", first).group(0) in TABLE_WORDS:
                self._check_key(file, table, part)
            else:
                columns.append(first)
                self._check_inline_key(file, table, first, part)
        if table not in WITHOUT_MUNICIPALITY and not virtual:
            start = " ".join(split_at_commas(body)[0].split()).lower()
            if start != "municipality text not null":
                self.findings.append(f"{file}: {table} does not begin with `municipality text not null`")
            if not re.search(r"primary key", body, re.IGNORECASE):
                self.findings.append(f"{file}: {table} has no primary key")
        known.extend(column for column in columns if column not in known)

    def _check_key(self, file: str, table: str, part: str) -> None:
        if table in WITHOUT_MUNICIPALITY:
            return
        words = " ".join(part.split())
        key = re.search(r"(primary key|unique|foreign key)[^(]*\(\s*(\w+)", words, re.IGNORECASE)
        if key and key.group(2).lower() != "municipality":
            self.findings.append(f"{file}: {table}: {key.group(1).lower()} begins with {key.group(2)}, "
                                 "not with municipality")
        target = re.search(r"references (\w+)\s*\(\s*(\w+)", words, re.IGNORECASE)
        if target and target.group(2).lower() != "municipality":
            self.findings.append(f"{file}: {table}: the reference to {target.group(1)} does not begin "
                                 "with municipality")

    def _check_inline_key(self, file: str, table: str, column: str, part: str) -> None:
        if table in WITHOUT_MUNICIPALITY:
            return
        found = re.search(r"\b(primary key|unique|references)\b", part, re.IGNORECASE)
        if found:
            self.findings.append(f"{file}: {table}.{column}: `{found.group(1).lower()}` at the column "
                                 "leaves the municipality out; write it as a key of the table")

    def _alter(self, file: str, table: str, rest: str) -> None:
        if table not in self.tables:
            self.findings.append(f"{file}: alters {table}, which does not exist")
            return
        columns = self.tables[table]
        if renamed := re.match(r"rename to (\w+)", rest, re.IGNORECASE):
            self.tables[renamed.group(1).lower()] = self.tables.pop(table)
            return
        for part in split_at_commas(rest):
            added = re.match(r"add (?:column )?(?:if not exists )?\"?(\w+)\"?", part, re.IGNORECASE)
            gone = re.match(r"drop (?:column )?(?:if exists )?\"?(\w+)\"?", part, re.IGNORECASE)
            moved = re.match(r"rename (?:column )?(\w+) to (\w+)", part, re.IGNORECASE)
            if added and added.group(1).lower() in TABLE_WORDS:
                self._check_key(file, table, part[4:])
            elif added:
                columns.append(added.group(1).lower())
                self._check_inline_key(file, table, added.group(1).lower(), part)
            elif gone and gone.group(1).lower() in columns:
                columns.remove(gone.group(1).lower())
            elif moved and moved.group(1).lower() in columns:
                columns[columns.index(moved.group(1).lower())] = moved.group(2).lower()
            elif not re.match(r"drop constraint|alter ", part, re.IGNORECASE):
                self.findings.append(f"{file}: not understood: alter table {table} {part[:50]}")


def statements(text: str) -> list[str]:
    """The statements of a migration, without comments and with every text empty."""
    parts = [""]
    tokens = re.finditer(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\$(\w*)\$.*?\$\1\$|.", text, re.DOTALL)
    for token in tokens:
        word = token.group(0)
        if word.startswith(("--", "/*")):
            parts[-1] += " "
        elif word[0] in "'$" and len(word) > 1:
            parts[-1] += "''"
        elif word == ";":
            parts.append("")
        else:
            parts[-1] += word
    return [part.strip() for part in parts if part.strip()]


def inside_parentheses(text: str) -> str | None:
    start = text.find("(")
    depth = 0
    for at in range(start, len(text)) if start >= 0 else ():
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return text[start + 1:at]
    return None


def split_at_commas(text: str) -> list[str]:
    parts, depth = [""], 0
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts if part.strip()]


def check_row(place: str, row: object) -> list[str]:
    """What is wrong with the description of one column."""
    if not isinstance(row, dict):
        return [f"{place}: is {{ class = …, retention = …, export = … }}"]
    wrong = [f"{place}: {key} is missing" for key in ("class", "retention", "export") if key not in row]
    wrong += [f"{place}: {key} is no key of a column" for key in row
              if key not in ("class", "retention", "export", "note")]
    if "class" in row and row["class"] not in CLASSES:
        wrong.append(f"{place}: class {row['class']!r} is none of {', '.join(CLASSES)}")
    if "retention" in row and not (isinstance(row["retention"], str) and RETENTION.fullmatch(row["retention"])):
        wrong.append(f"{place}: retention {row['retention']!r}: write \"forever\", \"5 years after closing\" "
                     "or \"with the account\"")
    if "export" in row and not isinstance(row["export"], bool):
        wrong.append(f"{place}: export is true or false")
    if row.get("export") is True and row.get("class") in NEVER_EXPORTED:
        wrong.append(f"{place}: class {row['class']} is never exported")
    if row.get("retention") == "forever" and row.get("class") not in ("none", "log", None):
        wrong.append(f"{place}: what concerns somebody is not kept forever")
    return wrong


def check(root: Path) -> tuple[Schema, list[str]]:
    schema = Schema()
    for path in sorted((root / "db" / "migrations").glob("*.sql")):
        schema.read(path)
    try:
        described = tomllib.loads((root / "db" / "privacy.toml").read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as trouble:
        return schema, [*schema.findings, f"db/privacy.toml: {trouble}"]
    findings = list(schema.findings)
    for table, columns in schema.tables.items():
        rows = described.get(table, {})
        missing = [column for column in columns if column not in rows]
        if missing:
            findings.append(f"db/privacy.toml: [{table}] does not describe {', '.join(missing)}")
    for table, rows in described.items():
        if not isinstance(rows, dict):
            findings.append(f"db/privacy.toml: {table} is no table")
            continue
        if table not in schema.tables:
            findings.append(f"db/privacy.toml: [{table}] is stale: there is no such table")
            continue
        for column, row in rows.items():
            if column not in schema.tables[table]:
                findings.append(f"db/privacy.toml: [{table}] {column} is stale: there is no such column")
            findings += check_row(f"db/privacy.toml: [{table}] {column}", row)
    return schema, findings


def main() -> int:
    if len(sys.argv) > 2:
        print("usage: tools/check_privacy.py [ROOT]", file=sys.stderr)
        return 2
    root = Path(sys.argv[1]).resolve() if len(sys.argv) == 2 else Path(__file__).resolve().parent.parent
    schema, findings = check(root)
    for finding in findings:
        print(finding)
    if not schema.tables:
        print("check_privacy: no table found in db/migrations", file=sys.stderr)
        return 1
    columns = sum(len(columns) for columns in schema.tables.values())
    print(f"privacy: {len(schema.tables)} tables, {columns} columns, {len(findings)} findings", file=sys.stderr)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
