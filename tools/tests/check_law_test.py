"""check_law.py finds what it says it finds, and nothing in a house that is in order."""
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import check_law  # noqa: E402

PROVISIONS = '''
inline constexpr Provision plan_review{
    .id = "plan_review",
    .act = "社会福祉法施行規則",
    .article = "社会福祉法施行規則34条の8",
    .title = "確認と見直し",
    .summary = "定期的に確認し、"
               "見直します。",
    .valid_from = programme_start,
    .note = reform,
};
inline constexpr Provision old_secrecy{
    .id = "old_secrecy",
    .act = "社会福祉法",
    .article = "社会福祉法106条の6第5項",
    .title = "守秘義務",
    .summary = "漏らしません。",
    .valid_from = day(2021, 4, 1),
    .valid_to = day(2025, 3, 31),
};
'''
GATES = '''
constexpr std::array plan_is_reviewed_basis{&plan_review, &old_secrecy};
constinit const Gate plan_is_reviewed{
    .name = "gate.plan_is_reviewed",
    .title = "プランの確認日",
    .rule = "プランには、次に確認する日が必要です。",
    .provisions = plan_is_reviewed_basis,
    .other_basis = "要綱",
};
std::string joined(const Gate& gate) { return gate.provisions; }
'''
ISSUES = '''# Issues

## L-01 A question

**Text:** …

**Reading chosen:** …

**Who decides:** …

**Files:** `src/law/gates.cpp`
'''
ORDERLY = {
    "src/law/social_welfare_provisions.hpp": PROVISIONS,
    "src/law/privacy_provisions.hpp": "",
    "src/law/other_provisions.hpp": "",
    "src/law/provision_days.hpp": 'inline constexpr std::string_view reform = "改正を見る。";\n',
    "src/law/gates.hpp": "[[nodiscard]] Refusal refuse(const Gate& gate);\n",
    "src/law/gates.cpp": GATES,
    "docs/law-issues.md": ISSUES,
    "src/plan/plan_test.cpp": 'check_rule_cases("plan", decide);\n',
    "tests/rules/plan.cases": "case 一\nwhen\n    操作: 一\nexpect\n    結果: できる\n"
                              "basis\n    gate.plan_is_reviewed\n    plan_review\n",
}


class House(unittest.TestCase):
    def findings(self, changes: dict[str, str]) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, text in (ORDERLY | changes).items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, "utf-8")
            law = check_law.read_law(root)
            page = root / "docs/domain/law.md"
            if not page.exists():
                page.parent.mkdir(parents=True, exist_ok=True)
                page.write_text(check_law.generated_page(law))
            return check_law.findings(root, law)

    def assert_found(self, part: str, changes: dict[str, str]) -> None:
        found = self.findings(changes)
        self.assertEqual(len(found), 1, found)
        self.assertIn(part, found[0])


class Names(House):
    def test_an_orderly_house_has_no_findings(self):
        self.assertEqual(self.findings({}), [])

    def test_a_gate_that_does_not_exist_is_found_where_it_is_named(self):
        for name in ("src/a.cpp", "src/a.hpp"):
            self.assert_found(f"{name}:2: gate.closed_door",
                              {name: '\nask("gate.closed_door");\n'})
            self.assert_found("gate.closed_door", {name: "// Basis: gate.closed_door.\n"})
        self.assert_found("docs/a.md:1: gate.closed_door", {"docs/a.md": "`gate.closed_door`\n"})
        self.assert_found("config/a.toml:1: gate.closed_door", {"config/a.toml": "# gate.closed_door"})

    def test_a_member_of_something_called_gate_is_no_gate(self):
        self.assertEqual(self.findings({"src/a.cpp": "use(gate.provisions, gate.title);\n"}), [])

    def test_names_of_the_law_resolve(self):
        self.assertEqual(self.findings({
            "src/a.cpp": "law::refuse(law::gates::plan_is_reviewed); law::plan_review;\n"}), [])
        self.assert_found("law::plan_revue does not exist", {"docs/a.md": "`law::plan_revue`\n"})
        self.assert_found("law::gates::plan_revue does not exist",
                          {"docs/a.md": "`law::gates::plan_revue`\n"})

    def test_names_made_up_for_tests_are_let_pass(self):
        self.assertEqual(self.findings({"src/a_test.cpp": 'find("gate.no_such_gate");\n'}), [])

    def test_a_gate_refuses_by_the_function_that_cites_its_basis(self):
        by_hand = 'return {.code = "gate.plan_is_reviewed", .basis = "規則"};\n'
        self.assert_found("src/a.cpp:1: a gate refuses by law::refuse", {"src/a.cpp": by_hand})
        self.assertEqual(self.findings({"src/a_test.cpp": by_hand}), [])

    def test_a_gate_rests_on_provisions_that_exist(self):
        gates = GATES.replace("&plan_review", "&plan_revue")
        self.assertEqual(self.findings({"src/law/gates.cpp": gates}),
                         ["src/law/gates.cpp: plan_is_reviewed rests on plan_revue, "
                          "which does not exist"])


class Tables(House):
    def test_a_table_no_test_reads_is_found(self):
        self.assert_found("tests/rules/plan.cases: no test reads this table",
                          {"src/plan/plan_test.cpp": ""})

    def test_a_basis_that_does_not_exist_is_found(self):
        table = ORDERLY["tests/rules/plan.cases"].replace("    plan_review", "    plan_revue")
        self.assert_found("tests/rules/plan.cases:8: plan_revue is no provision",
                          {"tests/rules/plan.cases": table})


    def test_a_gate_without_a_table_is_found(self):
        gates = GATES + GATES.replace("plan_is_reviewed", "memo").replace(
            "std::string joined(const Gate& gate) { return gate.provisions; }\n", "")
        self.assertIn("tests/rules: no table is about gate.memo",
                      self.findings({"src/law/gates.cpp": gates}))


class Pages(House):
    def test_a_page_that_differs_from_the_code_is_found(self):
        self.assert_found("docs/domain/law.md differs", {"docs/domain/law.md": "# The law\n"})

    def test_the_page_shows_articles_notes_and_days_but_cites_only_what_has_no_last_day(self):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, text in ORDERLY.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, "utf-8")
            page = check_law.generated_page(check_law.read_law(root))
        self.assertIn("| `gate.plan_is_reviewed` | プランの確認日 | "
                      "プランには、次に確認する日が必要です。 | 社会福祉法施行規則34条の8、要綱 |", page)
        self.assertIn("| `plan_review` | 社会福祉法施行規則34条の8 | 確認と見直し | "
                      "定期的に確認し、見直します。 | 2021-04-01 |  | (1) |", page)
        self.assertIn("| 2021-04-01 | 2025-03-31 |  |", page)
        self.assertIn("(1) 改正を見る。", page)

    def test_an_issue_lacking_a_part_or_naming_a_lost_file_is_found(self):
        self.assert_found("L-01 has no part Who decides:",
                          {"docs/law-issues.md": ISSUES.replace("**Who decides:** …", "")})
        self.assert_found("L-01 names src/law/lost.cpp",
                          {"docs/law-issues.md": ISSUES.replace("gates.cpp", "lost.cpp")})
        self.assert_found("L-01 is there twice", {"docs/law-issues.md": ISSUES + ISSUES})

    def test_an_issue_that_is_named_but_not_written_is_found(self):
        self.assert_found("src/a.cpp:1: L-07 is not in", {"src/a.cpp": "// see L-07\n"})


if __name__ == "__main__":
    unittest.main()
