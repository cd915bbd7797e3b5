#!/usr/bin/python3
"""clang-tidy over the C++ that differs from the main branch, everything where there is no such branch.

    tools/lint.py            files that differ from the merge base with the main branch, and the
                             files that include a changed header
    tools/lint.py --all      every file
    tools/lint.py FILE …     these files

A clean result is remembered under build/tidy-cache by the content of the file, of every header of
ours it includes, of .clang-tidy and of its compile command; what has not changed since is not
looked at again.
"""
import argparse
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLANG_TIDY = "clang-tidy-19"
CACHE = ROOT / "build" / "tidy-cache"
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
MAIN_BRANCHES = ("origin/main", "main")


def git(*arguments: str) -> str | None:
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True,
                          check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def changed_paths() -> set[Path] | None:
    """What differs from the merge base with the main branch; None where there is no such branch.

    On the main branch itself only what is not committed yet differs; --all looks at everything.
    """
    for branch in MAIN_BRANCHES:
        base = git("merge-base", "HEAD", branch)
        if base:
            names = (git("diff", "--name-only", base) or "").splitlines()
            names += (git("ls-files", "--others", "--exclude-standard") or "").splitlines()
            return {ROOT / name for name in names}
    return None


def command_of(entry: dict) -> list[str]:
    """The compile command without what only GCC understands, and with what clang needs."""
    words = shlex.split(entry["command"])
    kept, skip = [], False
    for word in words:
        if skip:
            skip = False
        elif word in ("-include", "-o", "-MF", "-MT"):
            skip = True
        elif word == "ccache" or word.startswith(("-W", "-fpch", "-MD", "-g", "-f")):
            continue
        else:
            kept.append(word)
    # Boost 1.74 does not recognise the coroutines of clang by itself.
    return kept + ["-DBOOST_ASIO_HAS_CO_AWAIT=1", "-DBOOST_ASIO_HAS_STD_COROUTINE=1"]


class Includes:
    """Which headers of ours a file includes, directly or not."""

    def __init__(self) -> None:
        self._known: dict[Path, set[Path]] = {}

    def of(self, file: Path) -> set[Path]:
        seen: set[Path] = set()
        waiting = [file]
        while waiting:
            for header in self._direct(waiting.pop()):
                if header not in seen:
                    seen.add(header)
                    waiting.append(header)
        return seen

    def _direct(self, file: Path) -> set[Path]:
        if file not in self._known:
            found = set()
            for name in INCLUDE.findall(file.read_text("utf-8")):
                for base in (ROOT / "src", ROOT, file.parent):
                    if (base / name).is_file():
                        found.add((base / name).resolve())
                        break
            self._known[file] = found
        return self._known[file]


def digest(file: Path, headers: set[Path], command: list[str], version: str) -> str:
    value = hashlib.sha256(version.encode())
    value.update((ROOT / ".clang-tidy").read_bytes())
    value.update(" ".join(command).replace(str(ROOT), "").encode())
    for path in [file, *sorted(headers)]:
        value.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return value.hexdigest()


def select(arguments: argparse.Namespace, files: list[Path], includes: Includes) -> list[Path]:
    if arguments.files:
        wanted = {Path(name).resolve() for name in arguments.files}
        return [file for file in files if file in wanted]
    changed = None if arguments.all else changed_paths()
    if changed is None:
        return files
    # A change of the rules or of the build concerns every file.
    if changed & {ROOT / ".clang-tidy", ROOT / "tools" / "lint.py"}:
        return files
    return [file for file in files if file in changed or includes.of(file) & changed]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_args()

    database_path = ROOT / "build" / "compile_commands.json"
    if not database_path.exists():
        print("lint: build/compile_commands.json is missing: run make build", file=sys.stderr)
        return 1
    version = subprocess.run([CLANG_TIDY, "--version"], capture_output=True, text=True,
                             check=True).stdout
    own = {}
    for entry in json.loads(database_path.read_text("utf-8")):
        file = Path(entry["file"]).resolve()
        if file.is_relative_to(ROOT / "src") or file.is_relative_to(ROOT / "tests"):
            own[file] = {"directory": entry["directory"], "file": str(file),
                         "arguments": command_of(entry)}
    folder = ROOT / "build" / "lint"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "compile_commands.json").write_text(json.dumps(list(own.values())), "utf-8")
    CACHE.mkdir(parents=True, exist_ok=True)

    includes = Includes()
    selected = select(arguments, sorted(own), includes)
    waiting = []
    for file in selected:
        mark = CACHE / digest(file, includes.of(file), own[file]["arguments"], version)
        if mark.exists():
            os.utime(mark)
        else:
            waiting.append((file, mark))

    def lint(work: tuple[Path, Path]) -> str:
        file, mark = work
        done = subprocess.run([CLANG_TIDY, "-p", str(folder), "--quiet", str(file)],
                              capture_output=True, text=True, check=False)
        if done.returncode == 0:
            mark.touch()
            return ""
        return (done.stdout.strip() or done.stderr.strip()).replace(f"{ROOT}/", "")

    # The big ones first, so that the last of them does not run alone.
    waiting.sort(key=lambda work: -work[0].stat().st_size)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        findings = [text for text in pool.map(lint, waiting) if text]
    seen = set()
    for text in findings:
        for paragraph in re.split(r"\n(?=\S+:\d+:\d+: (?:error|warning):)", text):
            if paragraph not in seen:  # a finding in a header comes once per file
                seen.add(paragraph)
                print(paragraph)
    print(f"lint: {len(selected)} files, {len(waiting)} looked at, {len(findings)} with findings",
          file=sys.stderr)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
