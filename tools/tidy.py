#!/usr/bin/python3
"""Keeps the house in order: who may include whom, what lies where, what is not called.

    tools/tidy.py [ROOT]

Prints one line a finding (path:line: what and why) and fails when there is one. The arrows of
docs/ARCHITECTURE.md are written once, here, as data.
"""
import re
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

# --- The arrows -----------------------------------------------------------------------------------

# A room may include every room of the layers below its own; beside it only what SIDEWAYS says.
LAYERS = [
    ["desk", "api", "implementation_plan", "indicators"],
    ["intake", "referral", "conference", "plan", "outreach", "participation", "community"],
    ["casefile"],
    ["people"],
    ["access"],
    ["accounts", "municipality"],
    ["audit"],
    ["law"],
    ["kernel"],
]

# Exceptions inside a layer. One that nobody uses fails as soon as both its rooms exist.
SIDEWAYS = {
    ("implementation_plan", "indicators"),
    ("plan", "conference"),
    ("participation", "community"),
    ("participation", "plan"),
    ("community", "referral"),
}

# Rooms that may use less than their layer would allow.
NARROWED = {
    "indicators": {"municipality", "law", "kernel"},  # and the *_facts of the work, see below
    "implementation_plan": {"indicators", "community", "municipality", "law", "kernel"},
}

# Toolkits know no room but the kernel. Everybody above law may use them.
TOOLKITS = ["storage", "web", "export", "jobs", "mail", "attachments", "tabular"]
TOOLKITS_SIDEWAYS = {
    ("web", "storage"),  # drafts and one-time form tokens
    ("attachments", "storage"),  # the files themselves
}
WITHOUT_TOOLKITS = {"kernel", "law"}

# The composition root may include everything; only it includes itself.
COMPOSITION = {"main", "cli"}

ROOMS = {room for layer in LAYERS for room in layer}
WORK = set(LAYERS[1])

# --- What is not called ---------------------------------------------------------------------------


@dataclass
class Ban:
    pattern: str
    instead: str
    reason: str
    # Path prefixes below the root, or *endings. A single file that no longer needs its exception
    # fails as stale.
    allowed_in: tuple[str, ...] = ()


BANS = [
    Ban(r"\b(?:std::)?(?:sto(?:i|l|ll|ul|ull|f|d|ld)|ato(?:i|l|ll|f)|strto(?:l|ll|ul|ull|d|f))\s*\(",
        "std::from_chars", "they accept half a number, follow the locale or throw"),
    Ban(r"\b(?:std::)?(?:f|s|sn|v|vf|vs|vsn|as)?printf\s*\(", "fmt::format",
        "the format is not checked against its arguments"),
    Ban(r"\bstd::(?:cout|cerr|clog)\b", "spdlog, or return the text to the command line",
        "only the command line talks to the terminal", ("src/main.cpp", "src/cli/", "tests/")),
    Ban(r"\b(?:std::)?(?:strcpy|strcat|strncpy|strncat|strtok|gets)\s*\(", "std::string",
        "they do not know where memory ends"),
    Ban(r"(?<![\w.>])(?:std::|::)?(?:system|popen)\s*\(", "a child process with its arguments as a list",
        "a shell reads what was data as commands"),
    Ban(r"(?<![\w.>:])(?:std::|::)?time\s*\(\s*(?:0|NULL|nullptr|&\w+)?\s*\)"
        r"|\bstd::(?:clock|timespec_get)\s*\(|\b(?:gettimeofday|clock_gettime)\s*\(",
        "kernel Clock, passed in", "a test must be able to hold the time still"),
    Ban(r"\bsystem_clock::now\b", "kernel Clock, passed in",
        "a test must be able to hold the time still", ("src/kernel/clock.cpp",)),
    Ban(r"\b(?:std::)?(?:localtime(?:_r)?|gmtime|mktime|strftime|asctime|ctime|put_time|get_time)"
        r"\s*\(", "kernel Instant and Date",
        "they depend on the machine's time zone and share a buffer"),
    Ban(r"\b(?:std::)?(?:rand|srand|random_shuffle)\s*\(|\brandom_device\b",
        "libsodium (secrets), IdSource, or a generator with a given seed",
        "guessable, or different in every run"),
    Ban(r"\bstd::(?:basic_)?regex\b|\bstd::regex_\w+", "a small reader, or ICU",
        "its recursion ends the program on long input", ("tests/",)),
    Ban(r"\b(?:std::)?(?:tolower|toupper|isalpha|isdigit|isalnum|isspace|ispunct|isxdigit)\s*\(",
        "kernel/japanese_text, or a comparison with the characters meant",
        "undefined for half of UTF-8, and follows the locale",
        ("src/storage/dialect.cpp",)),  # the words of SQL are ASCII
    Ban(r"\bsetlocale\s*\(|\bstd::locale\b", "ICU", "a locale is global to the program"),
    Ban(r"\bgetenv\s*\(", "an option of the command line",
        "what changes the program's work is written where it is started",
        ("src/main.cpp", "src/cli/", "tests/", "*_test.cpp")),
    Ban(r"(?<!operator )\bnew\s+[A-Za-z_(:]", "std::make_unique, or a value",
        "nobody has to remember to delete it"),
    Ban(r"(?<!= )(?<!operator )\bdelete(?:\s*\[\s*\])?\s+[A-Za-z_*(]", "std::unique_ptr",
        "nobody has to remember to delete it"),
    Ban(r"\b(?:std::)?(?:exit|_exit|_Exit|quick_exit|abort)\s*\(", "an exception, or ensure()",
        "the server lives on when one request cannot", ("src/main.cpp", "src/cli/", "tests/")),
    Ban(r"\bassert\s*\(", "ensure()", "an invariant is checked in production too"),
    Ban(r"\bsleep_(?:for|until)\s*\(|\b(?:u|nano)?sleep\s*\(", "waiting for what is awaited",
        "a sleep is too long on one machine and too short on another",
        ("src/storage/postgresql_session.cpp",)),  # a server that restarts tells nobody when
    Ban(r"\bstd::bind\b", "a lambda", "its placeholders hide what is passed"),
    Ban(r"\.detach\s*\(\s*\)", "a thread that is joined, or a job",
        "a detached thread outlives what it uses"),
    Ban(r"\b(?:sqlite3_\w+|PQ[a-z]\w*)\s*\(", "storage::Database",
        "only the storage seam knows which engine it is", ("src/storage/", "tests/")),
    Ban(r"#\s*include\s*<boost/", "the types of web/",
        "Boost.Beast in a header costs twenty seconds a file", ("src/web/", "tests/")),
]

# --- Reading C++ ----------------------------------------------------------------------------------

TOKEN = re.compile(
    r'//[^\n]*'
    r'|/\*.*?\*/'
    r'|(?:u8|[uUL])?R"([^()\\\s]{0,16})\((.*?)\)\1"'
    r'|"((?:[^"\\\n]|\\.)*)"'
    r"|(?<![0-9a-fA-FxX])'(?:[^'\\\n]|\\.)+'", re.DOTALL)


@dataclass
class Source:
    """A C++ file taken apart: its code without words, its texts, its comments."""
    path: Path
    name: str  # relative to the root, with /
    text: str
    code: str = ""
    literals: list[tuple[int, str]] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    includes: list[tuple[int, str]] = field(default_factory=list)

    @property
    def room(self) -> str | None:
        parts = self.name.split("/")
        if parts[0] != "src":
            return None
        return parts[1] if len(parts) > 2 else parts[1].rsplit(".", 1)[0]

    @property
    def stem(self) -> str:
        return self.path.stem

    @property
    def is_test(self) -> bool:
        return self.stem.endswith("_test") or self.name.startswith("tests/")

    def suffix(self) -> str:
        return suffix_of(self.stem)


SUFFIXES = ("store", "pages", "document", "facts", "rules", "states", "test")


def suffix_of(stem: str) -> str:
    last = stem.rsplit("_", 1)[-1]
    return last if "_" in stem and last in SUFFIXES else ""


def read_source(path: Path, root: Path) -> Source:
    text = path.read_text("utf-8")
    source = Source(path, path.relative_to(root).as_posix(), text)

    def take(match: re.Match) -> str:
        whole = match.group(0)
        line = text.count("\n", 0, match.start()) + 1
        blank = re.sub(r"[^\n]", " ", whole)
        if whole.startswith(("//", "/*")):
            source.comments.append((line, whole))
            return blank
        if match.group(2) is not None:
            source.literals.append((line, match.group(2)))
        elif match.group(3) is not None:
            before = text[text.rfind("\n", 0, match.start()) + 1:match.start()]
            if re.match(r"\s*#\s*include\s*$", before):
                source.includes.append((line, match.group(3)))
                return whole
            source.literals.append((line, match.group(3)))
        return '"' + blank[1:-1] + '"' if len(blank) > 1 else blank

    source.code = TOKEN.sub(take, text)
    return source


# --- The checks -----------------------------------------------------------------------------------


class Tidy:
    def __init__(self, root: Path):
        self.root = root
        self.findings: list[str] = []
        paths = [path for folder in ("src", "tests") for ending in ("*.cpp", "*.hpp")
                 for path in (root / folder).rglob(ending)]
        self.sources = [read_source(path, root) for path in sorted(paths)]

    def say(self, name: str, line: int, what: str) -> None:
        self.findings.append(f"{name}:{line}: {what}")

    def run(self) -> list[str]:
        self.check_arrows()
        self.check_suffixes()
        self.check_shape()
        self.check_bans()
        self.check_municipality_names()
        self.check_markup()
        self.check_unfinished()
        self.check_decisions()
        self.check_rooms()
        return self.findings

    # (a) arrows
    def check_arrows(self) -> None:
        known = ROOMS | set(TOOLKITS) | COMPOSITION
        used: set[tuple[str, str]] = set()
        present = {source.room for source in self.sources if source.room}
        for room in sorted(present - known):
            self.say(f"src/{room}", 1, "a room the arrows do not know: add it to tools/tidy.py "
                                       "and docs/ARCHITECTURE.md")
        for source in self.sources:
            if source.room is None or source.room in present - known:
                continue
            for line, target in source.includes:
                if "/" not in target:
                    self.say(source.name, line, f'"{target}": includes name their folder, from src/')
                    continue
                to = target.split("/")[0]
                if to == "tests":
                    if not source.is_test:
                        self.say(source.name, line, "only tests include from tests/")
                    continue
                # A test may set up a whole town; it makes no arrow and keeps none alive.
                if to == source.room or source.is_test:
                    continue
                used.add((source.room, to))
                reason = self.forbidden(source.room, to, target)
                if reason:
                    self.say(source.name, line, f'"{target}": {reason}')
        for start, end in sorted(SIDEWAYS | TOOLKITS_SIDEWAYS):
            if start in present and end in present and (start, end) not in used:
                self.say("tools/tidy.py", 1, f"the exception {start} → {end} is stale: nobody uses it")

    @staticmethod
    def forbidden(room: str, to: str, target: str) -> str | None:
        """Why a room may not include the target; nothing when it may."""
        if room in COMPOSITION:
            return None
        if to in COMPOSITION:
            return f"nobody but the composition root includes {to}/"
        if to not in ROOMS and to not in TOOLKITS:
            return f"{to}/ is no room the arrows know"
        if room in TOOLKITS:
            if to == "kernel" or (room, to) in TOOLKITS_SIDEWAYS:
                return None
            return f"the toolkit {room}/ knows the kernel only"
        if to in TOOLKITS:
            return f"{room}/ uses no toolkit" if room in WITHOUT_TOOLKITS else None
        if room == "indicators" and to in WORK:
            if suffix_of(Path(target).stem) == "facts":
                return None
            return "indicators/ reads only the *_facts of the work"
        if room in NARROWED:
            return None if to in NARROWED[room] else f"{room}/ may not include {to}/"
        level = {name: number for number, layer in enumerate(LAYERS) for name in layer}
        if level[to] > level[room] or (room, to) in SIDEWAYS:
            return None
        return f"the arrows do not lead from {room}/ to {to}/"

    # (b) suffix roles
    def check_suffixes(self) -> None:
        sql = re.compile(r"\s*(?:select\s+\S+|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|"
                         r"with\s+(?:recursive\s+)?\w+\s*(?:\([^)]*\)\s*)?as\s|create\s+(?:table|index)"
                         r"\s|alter\s+table\s|drop\s+table\s)", re.IGNORECASE)
        for source in self.sources:
            if source.room is None or source.is_test or source.room in COMPOSITION:
                continue
            suffix = source.suffix()
            if suffix not in ("store", "facts") and source.room != "storage":
                for line, literal in source.literals:
                    if sql.match(literal):
                        self.say(source.name, line, "SQL lies in *_store.cpp, *_facts.cpp or storage/")
            for line, target in source.includes:
                to, other = target.split("/")[0], suffix_of(Path(target).stem)
                self.check_suffix_include(source, suffix, line, target, to, other)

    def check_suffix_include(self, source: Source, suffix: str, line: int, target: str, to: str,
                             other: str) -> None:
        def refuse(why: str) -> None:
            self.say(source.name, line, f'"{target}": {why}')

        if suffix in ("rules", "states") and (to in TOOLKITS or other in ("store", "pages",
                                                                          "document", "facts")):
            refuse(f"*_{suffix} is pure: kernel, law and values of rooms below")
        if suffix == "pages" and to == "storage":
            refuse("*_pages reads through acts and views, not through storage/")
        if suffix == "pages" and other == "store":
            refuse("*_pages reads through acts and views, not through a store")
        if suffix in ("store", "facts") and (other in ("pages", "document")
                                             or to == "web" != source.room):
            refuse(f"*_{suffix} knows no page")
        if suffix != "pages" and other == "pages" and source.room in ROOMS and to != source.room:
            refuse("pages are included by pages and by the composition root")

    # (e) files stay readable, headers are included once
    def check_shape(self) -> None:
        for source in self.sources:
            lines = source.text.count("\n")
            if lines > 400 and source.name.startswith("src/"):
                self.say(source.name, 401, f"{lines} lines; a file has 400 at most: divide it by what "
                                           "its parts are about")
            for match in re.finditer(r"\bcatch\s*\([^)]*\)\s*\{\s*\}", source.text):
                self.say(source.name, source.text.count("\n", 0, match.start()) + 1,
                         "an empty catch says in a comment why the fault may be dropped")
            if source.path.suffix == ".hpp" and not re.search(r"^#pragma once$", source.text, re.M):
                self.say(source.name, 1, "a header begins with #pragma once")

    # (c) banned calls
    def check_bans(self) -> None:
        for ban in BANS:
            needed = set()
            pattern = re.compile(ban.pattern)
            for source in self.sources:
                exempt = [place for place in ban.allowed_in
                          if (source.name.endswith(place[1:]) if place[0] == "*"
                              else source.name.startswith(place))]
                for match in pattern.finditer(source.code):
                    needed.update(exempt)
                    if not exempt:
                        line = source.code.count("\n", 0, match.start()) + 1
                        called = " ".join(match.group(0).split()).rstrip("( ")
                        self.say(source.name, line, f"{called}: use {ban.instead} ({ban.reason})")
            for place in ban.allowed_in:
                if (place.endswith(".cpp") and place[0] != "*" and place not in needed
                        and place != "src/main.cpp" and (self.root / place).exists()):
                    self.say(place, 1, f"the exception for this file is stale ({ban.reason})")
        for source in self.sources:
            for line, comment in source.comments:
                for found in re.findall(r"NOLINT\w*(.*)", comment):
                    if not re.match(r"\([\w.,\- *]+\)\W+\w", found):
                        self.say(source.name, line, "NOLINT names its check and says why")

    # (f) towns differ in data
    def check_municipality_names(self) -> None:
        names = {}
        for path in sorted((self.root / "config" / "municipalities").glob("*.toml")):
            names[path.stem] = path.name
            try:
                profile = tomllib.loads(path.read_text("utf-8"))
            except tomllib.TOMLDecodeError:
                continue  # the program's own `profile check` says where
            for place in (profile, profile.get("municipality", {})):
                if isinstance(place, dict) and isinstance(place.get("name"), str):
                    names[place["name"]] = path.name
        for source in self.sources:
            if source.is_test:
                continue
            for name, file in names.items():
                for match in re.finditer(rf"(?<![a-z]){re.escape(name)}(?![a-z])", source.text):
                    line = source.text.count("\n", 0, match.start()) + 1
                    self.say(source.name, line, f"{name} belongs into {file}: towns differ in data")

    # (g) markup and style
    def check_markup(self) -> None:
        raw = re.compile(r"""\bstyle\s*=|<\s*/?\s*(?:script|style|iframe)\b|\bon[a-z]+\s*=\s*["'\\]"""
                         r"""|javascript:|^(?:style|on(?:click|load|submit|change|input|error))$""",
                         re.IGNORECASE)
        for source in self.sources:
            if source.is_test:
                continue
            for line, literal in source.literals:
                found = raw.search(literal)
                if found:
                    self.say(source.name, line, f"{found.group(0)!r}: the content security policy "
                                                "forbids it; style is in assets/css, scripts are in assets/js")
        script = re.compile(r"""\.style\b|cssText|insertRule|adoptedStyleSheets|<\s*(?:style|script)\b"""
                            r"""|\bstyle\s*=|["'`]style["'`]|\.on(?:click|load|submit|change|input)\s*="""
                            r"""|\bonclick\b|\beval\s*\(|\bnew\s+Function\b|document\.write""")
        for path in sorted((self.root / "assets" / "js").rglob("*.[jt]s")):
            text = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", lambda match: re.sub(r"[^\n]", " ", match[0]),
                          path.read_text("utf-8"), flags=re.DOTALL)
            for match in script.finditer(text):
                self.say(path.relative_to(self.root).as_posix(), text.count("\n", 0, match.start()) + 1,
                         f"{match.group(0)!r}: set a class or a data attribute; style is in assets/css")
        for folder in ("src", "assets"):
            for path in sorted((self.root / folder).rglob("*.css")):
                if not path.is_relative_to(self.root / "assets" / "css"):
                    self.say(path.relative_to(self.root).as_posix(), 1, "style sheets lie in assets/css")

    # (d) nothing is left for later without saying where it is kept
    def check_unfinished(self) -> None:
        mark = re.compile(r"\b(?:FIX" r"ME|TO" r"DO|XX" r"X|HA" r"CK)\b(?!\s*第[0-9０-９一二三四五六七八九十百]+項)"
                          r"(?!\s*\(#\d+\))")
        endings = {".cpp", ".hpp", ".inc", ".py", ".js", ".mjs", ".ts", ".css", ".sql", ".toml", ".cmake",
                   ".cases", ".txt", ""}
        for folder in ("src", "assets", "tests", "tools", "cmake", "db", "config", "packaging"):
            for path in sorted((self.root / folder).rglob("*")):
                if not path.is_file() or path.suffix not in endings or "__pycache__" in path.parts:
                    continue
                try:
                    text = path.read_text("utf-8")
                except UnicodeDecodeError:
                    continue
                for match in mark.finditer(text):
                    self.say(path.relative_to(self.root).as_posix(), text.count("\n", 0, match.start()) + 1,
                             f"{match.group(0)} without the issue (#n) or the 項 it waits for")

    # (h) decisions
    def check_decisions(self) -> None:
        seen: dict[str, str] = {}
        for path in sorted((self.root / "docs" / "decisions").glob("*.md")):
            if path.name == "README.md":
                continue
            found = re.match(r"(\d{4})-[a-z0-9-]+\.md$", path.name)
            name = path.relative_to(self.root).as_posix()
            if not found:
                self.say(name, 1, "a decision is called NNNN-what-was-decided.md")
            elif found.group(1) in seen:
                self.say(name, 1, f"the number {found.group(1)} is taken by {seen[found.group(1)]}")
            else:
                seen[found.group(1)] = path.name

    # (i) every room introduces itself
    def check_rooms(self) -> None:
        states = {source.room for source in self.sources if source.path.suffix == ".hpp"
                  and re.search(r"inline constexpr std::array \w+_transitions\b", source.code)}
        for folder in sorted((self.root / "src").glob("*/")):
            if not any(folder.glob("*.[ch]pp")):
                continue
            page = folder / "README.md"
            name = page.relative_to(self.root).as_posix()
            text = page.read_text("utf-8") if page.exists() else ""
            if not text.startswith(f"# {folder.name} — "):
                self.say(name, 1, f"every room has a page that begins with `# {folder.name} — …`")
            elif folder.name in states and "docs/domain/states/" not in text:
                self.say(name, 1, "a room with a transition table shows its drawing "
                                  "(docs/domain/states)")


def main() -> int:
    if len(sys.argv) > 2:
        print("usage: tools/tidy.py [ROOT]", file=sys.stderr)
        return 2
    root = Path(sys.argv[1]).resolve() if len(sys.argv) == 2 else Path(__file__).resolve().parent.parent
    tidy = Tidy(root)
    findings = tidy.run()
    for finding in findings:
        print(finding)
    print(f"tidy: {len(tidy.sources)} files, {len(findings)} findings", file=sys.stderr)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
