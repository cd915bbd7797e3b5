#!/usr/bin/python3
"""Every provision and gate that is named exists, and docs/domain/law.md says what the code says.

    tools/check_law.py           check
    tools/check_law.py --write   write docs/domain/law.md anew from src/law

Checked are:
  - `law::…` in code, comments and documents, and gate names (`gate.…`) in strings, comments,
    documents, rule tables and configuration: each resolves to src/law
  - a refusal by a gate is made by law::refuse, so that it cites what the gate rests on
  - rule tables (tests/rules/*.cases): each is read by a test, each basis resolves, each gate has one
  - docs/domain/law.md: equal to what is generated from src/law
  - docs/law-issues.md: every issue has its four parts, the files it names exist, and every
    `L-00` named anywhere exists
"""
import argparse
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROVISION_FILES = ("social_welfare_provisions.hpp", "privacy_provisions.hpp",
                   "other_provisions.hpp")
SEARCHED = {".cpp", ".hpp", ".inc", ".md", ".cases", ".toml", ".sql", ".mjs", ".ts", ".py"}
FOLDERS = ("src", "tests", "docs", "config", "db")
# Tests of this very checking need names that do not exist.
MADE_UP = "no_such"

BLOCK = re.compile(r"^(?:inline constexpr Provision|constinit const Gate) (\w+)\{(.*?)^\};",
                   re.MULTILINE | re.DOTALL)
FIELD = re.compile(r"\.(\w+)\s*=\s*(.*?),\s*(?=\.\w+\s*=|\Z)", re.DOTALL)
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
LITERAL_OR_COMMENT = re.compile(r'"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
GATE_NAME = re.compile(r"(?<![\w.])gate\.([a-z][a-z_]*)")
LAW_NAME = re.compile(r"(?<![\w:])law::([a-z]\w*)(?:::([a-z]\w*))?")
# `.code = "gate.…"` by hand: the citation beside it would be a second, forgotten one.
GATE_BY_HAND = re.compile(r'\bcode\s*=\s*"gate\.')
ISSUE_NAME = re.compile(r"\bL-\d{2}\b")
ISSUE_PARTS = ("Text:", "Reading chosen:", "Who decides:", "Files:")


@dataclass
class Law:
    """What src/law declares."""
    provisions: dict[str, dict[str, str]] = field(default_factory=dict)
    gates: dict[str, dict[str, str]] = field(default_factory=dict)  # by identifier
    other_names: set[str] = field(default_factory=set)

    def gate_names(self) -> set[str]:
        return {gate["name"].removeprefix("gate.") for gate in self.gates.values()}


def fields_of(body: str) -> dict[str, str]:
    """Member → its text: strings joined, anything else as it is written."""
    values = {}
    for name, value in FIELD.findall(body.strip()):
        parts = STRING.findall(value)
        values[name] = "".join(parts) if parts else " ".join(value.split())
    return values


def resolve_notes(root: Path, law: Law) -> None:
    """Notes are constants of provision_days.hpp; the page shows their text."""
    text = (root / "src" / "law" / "provision_days.hpp").read_text()
    constants = {name: "".join(STRING.findall(value)) for name, value in
                 re.findall(r"std::string_view (\w+)\s*=\s*((?:\"[^\"]*\"\s*)+);", text)}
    for provision in law.provisions.values():
        if "note" in provision:
            provision["note"] = constants.get(provision["note"], provision["note"])


def read_law(root: Path) -> Law:
    law = Law()
    folder = root / "src" / "law"
    for name in PROVISION_FILES:
        for identifier, body in BLOCK.findall((folder / name).read_text()):
            law.provisions[identifier] = fields_of(body)
    gates = (folder / "gates.cpp").read_text()
    for identifier, body in BLOCK.findall(gates):
        gate = fields_of(body)
        listed = re.search(rf"std::array {re.escape(gate['provisions'])}\{{(.*?)\}};", gates,
                           re.DOTALL)
        gate["rests_on"] = " ".join(re.findall(r"&(\w+)", listed.group(1))) if listed else ""
        law.gates[identifier] = gate
    for header in sorted(folder.glob("*.hpp")):
        text = header.read_text()
        law.other_names |= set(re.findall(r"\b([a-z]\w*)\(", text))
        law.other_names |= set(re.findall(r"^inline constexpr \S+ (\w+) =", text, re.MULTILINE))
    resolve_notes(root, law)
    return law


def searched_files(root: Path):
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in SEARCHED and path.is_file():
                yield path
    yield from sorted(root.glob("*.md"))


def what_can_name_a_gate(path: Path, text: str) -> str:
    """In C++ only literals and comments: `gate.name` is also how a member is read."""
    if path.suffix not in {".cpp", ".hpp", ".inc"}:
        return text
    kept = [" "] * len(text)
    for match in LITERAL_OR_COMMENT.finditer(text):
        kept[match.start():match.end()] = match.group()
    return "".join(kept[i] if text[i] != "\n" else "\n" for i in range(len(text)))


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def check_names(root: Path, law: Law) -> list[str]:
    trouble = []
    gate_names = law.gate_names()
    known = set(law.provisions) | law.other_names | {"gates"}
    issues = root / "docs" / "law-issues.md"
    issue_names = set(ISSUE_NAME.findall(issues.read_text())) if issues.exists() else set()
    for path in searched_files(root):
        text = path.read_text()
        place = path.relative_to(root)
        gate_text = what_can_name_a_gate(path, text)
        for match in GATE_NAME.finditer(gate_text):
            name = match.group(1)
            if name not in gate_names and not name.startswith(MADE_UP):
                trouble.append(f"{place}:{line_of(text, match.start())}: "
                               f"gate.{name} is no gate of src/law/gates.cpp")
        for match in LAW_NAME.finditer(text):
            name, inner = match.groups()
            if name == "gates" and inner:
                exists, shown = inner in law.gates, f"law::gates::{inner}"
            else:
                exists, shown = name in known, f"law::{name}"
            if not exists and not (inner or name).startswith(MADE_UP):
                trouble.append(f"{place}:{line_of(text, match.start())}: {shown} does not exist")
        for match in ISSUE_NAME.finditer(text):
            if match.group() not in issue_names:
                trouble.append(f"{place}:{line_of(text, match.start())}: "
                               f"{match.group()} is not in docs/law-issues.md")
    return trouble


def check_refusals(root: Path) -> list[str]:
    trouble = []
    for path in sorted((root / "src").rglob("*.cpp")):
        if path.name.endswith("_test.cpp") or path.is_relative_to(root / "src" / "law"):
            continue
        text = path.read_text()
        trouble += [f"{path.relative_to(root)}:{line_of(text, match.start())}: a gate refuses "
                    "by law::refuse or law::refuse_field, which cite what it rests on"
                    for match in GATE_BY_HAND.finditer(text)]
    return trouble


def check_gates(law: Law) -> list[str]:
    return [f"src/law/gates.cpp: {identifier} rests on {name}, which does not exist"
            for identifier, gate in law.gates.items()
            for name in gate["rests_on"].split() if name not in law.provisions]


def check_tables(root: Path, law: Law) -> list[str]:
    trouble = []
    tests = "".join(path.read_text() for path in sorted((root / "src").rglob("*_test.cpp")))
    tests += "".join(path.read_text() for path in sorted((root / "tests").rglob("*_test.cpp")))
    named: set[str] = set()
    for path in sorted((root / "tests" / "rules").glob("*.cases")):
        place = path.relative_to(root)
        if not re.search(rf'check_rule_cases\(\s*"{re.escape(path.stem)}"', tests):
            trouble.append(f"{place}: no test reads this table")
        text = path.read_text()
        named |= set(re.findall(r"^    gate\.(\w+)$", text, re.MULTILINE))
        in_basis = False
        for number, line in enumerate(text.splitlines(), 1):
            if line and not line[0].isspace() and not line.startswith("#"):
                in_basis = line.strip() == "basis"
            elif in_basis and line.strip() and not line.strip().startswith("#"):
                name = line.strip()
                if not name.startswith("gate.") and name not in law.provisions:
                    trouble.append(f"{place}:{number}: {name} is no provision")
    trouble += [f"tests/rules: no table is about gate.{name}"
                for name in sorted(law.gate_names() - named)]
    return trouble


def check_issues(root: Path) -> list[str]:
    path = root / "docs" / "law-issues.md"
    if not path.exists():
        return ["docs/law-issues.md is missing"]
    trouble = []
    sections = re.split(r"^## ", path.read_text(), flags=re.MULTILINE)[1:]
    seen = set()
    for section in sections:
        title = section.splitlines()[0]
        number = ISSUE_NAME.match(title)
        if not number:
            continue
        if number.group() in seen:
            trouble.append(f"docs/law-issues.md: {number.group()} is there twice")
        seen.add(number.group())
        for part in ISSUE_PARTS:
            if f"**{part}**" not in section:
                trouble.append(f"docs/law-issues.md: {number.group()} has no part {part}")
        files = section.split("**Files:**")[-1]
        for name in re.findall(r"`([\w./-]+)`", files):
            if "/" in name and not (root / name).exists():
                trouble.append(f"docs/law-issues.md: {number.group()} names {name}, "
                               "which does not exist")
    return trouble


def day_text(value: str) -> str:
    if value == "programme_start":
        return "2021-04-01"
    year, month, day = re.findall(r"\d+", value)
    return f"{year}-{int(month):02}-{int(day):02}"


def generated_page(law: Law) -> str:
    lines = ["# The law, as the code has it", "",
             "Generated from `src/law` by `tools/check_law.py --write`; the check fails when the "
             "two differ.",
             "Doubts and readings chosen: [law-issues.md](../law-issues.md). Summaries are ours.",
             "`from` is the day from which Kasane may cite the wording: the day it came into "
             "force, or the day the",
             "programme began (2021-04-01) for what is older.", "",
             "## Gates", "",
             "A gate is a rule a case meets on its way; a refusal carries its name and cites what "
             "it rests on.", "",
             "| gate | 名前 | 規則 | 根拠 |", "|---|---|---|---|"]
    for gate in law.gates.values():
        rests_on = [law.provisions[name] for name in gate["rests_on"].split()
                    if name in law.provisions]
        cited = [provision["article"] for provision in rests_on if "valid_to" not in provision]
        if "other_basis" in gate:
            cited.append(gate["other_basis"])
        lines.append(f"| `{gate['name']}` | {gate['title']} | {gate['rule']} | "
                     f"{'、'.join(cited)} |")
    lines += ["", "## Provisions", "",
              "| id | 条項 | 見出し | 内容 | from | to | 注 |", "|---|---|---|---|---|---|---|"]
    notes: dict[str, str] = {}
    for identifier, provision in law.provisions.items():
        note = provision.get("note", "")
        mark = ""
        if note:
            mark = notes.setdefault(note, f"({len(notes) + 1})")
        last = day_text(provision["valid_to"]) if "valid_to" in provision else ""
        lines.append(f"| `{identifier}` | {provision['article']} | {provision['title']} | "
                     f"{provision['summary']} | {day_text(provision['valid_from'])} | {last} | "
                     f"{mark} |")
    lines.append("")
    return "\n".join(lines + [f"{mark} {text}\n" for text, mark in notes.items()]).rstrip() + "\n"


def check_page(root: Path, law: Law) -> list[str]:
    page = root / "docs" / "domain" / "law.md"
    if page.exists() and page.read_text() == generated_page(law):
        return []
    return ["docs/domain/law.md differs from src/law: run tools/check_law.py --write"]


def findings(root: Path, law: Law) -> list[str]:
    trouble = check_gates(law)
    if trouble:
        return trouble  # nothing can be generated from gates that rest on nothing
    return (check_names(root, law) + check_refusals(root) + check_tables(root, law)
            + check_issues(root) + check_page(root, law))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__,
                                        formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", action="store_true", help="write docs/domain/law.md anew")
    arguments.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    root = options.root
    law = read_law(root)
    if options.write and not check_gates(law):
        page = root / "docs" / "domain" / "law.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(generated_page(law))
    trouble = findings(root, law)
    if trouble:
        print("\n".join(trouble), file=sys.stderr)
        return 1
    print(f"law: {len(law.provisions)} provisions and {len(law.gates)} gates, every name resolves")
    return 0


if __name__ == "__main__":
    sys.exit(main())
