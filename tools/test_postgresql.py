#!/usr/bin/python3
"""A PostgreSQL cluster for tests: on loopback, in a temporary folder, gone afterwards.

    tools/test_postgresql.py COMMAND …      runs a command with the cluster at hand

The command finds in its environment
  KASANE_TEST_POSTGRESQL        postgresql://kasane@127.0.0.1:PORT/kasane
                                the role owns the database and may create others; it is no
                                superuser and cannot bypass row-level security
  KASANE_TEST_POSTGRESQL_ADMIN  postgresql://postgres@127.0.0.1:PORT/postgres
  PGPASSWORD                    the password of both, made for this run
"""
import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path


class PostgresqlTrouble(Exception):
    """A sentence for the person who runs the tests."""


def _binaries() -> Path:
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not found:
        raise PostgresqlTrouble("PostgreSQL is not installed: run tools/bootstrap")
    return max(found, key=lambda path: int(re.sub(r"\D", "", path.parent.name) or 0))


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root; everybody else runs it as themselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
            return name
        except KeyError:
            continue
    raise PostgresqlTrouble("there is no user 'postgres' or 'nobody' to run PostgreSQL as")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class TestCluster:
    """Use as a context manager; `environment` is what the tests need to find it."""

    def __init__(self) -> None:
        self.environment: dict[str, str] = {}
        self._folder: Path | None = None
        self._server: subprocess.Popen | None = None

    def __enter__(self) -> "TestCluster":
        try:
            self._start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def _as_user(self, *command: str) -> list[str]:
        # The death signal stops the server even when this program is killed outright.
        prefix = ["setpriv", "--pdeathsig", "INT"]
        if self._user:
            prefix += [f"--reuid={self._user}", f"--regid={self._group}", "--clear-groups"]
        return [*prefix, "--", *command]

    def _start(self) -> None:
        self._user = _unprivileged_user()
        self._group = pwd.getpwnam(self._user).pw_gid if self._user else None
        binaries = _binaries()
        self._folder = Path(tempfile.mkdtemp(prefix="kasane-postgresql-"))
        password = secrets.token_hex(16)
        password_file = self._folder / "password"
        password_file.write_text(password)
        if self._user:
            shutil.chown(self._folder, self._user)
            shutil.chown(password_file, self._user)
        quiet_environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        made = subprocess.run(
            self._as_user(str(binaries / "initdb"), "--pgdata", str(self._folder / "data"),
                          "--username=postgres", f"--pwfile={password_file}", "--no-sync",
                          "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"),
            capture_output=True, text=True, env=quiet_environment, cwd="/")
        if made.returncode != 0:
            raise PostgresqlTrouble("initdb failed:\n" + made.stdout + made.stderr)

        # Another program may take the free port first: then the server ends at once; try again.
        for _ in range(5):
            port = _free_port()
            log_path = self._folder / "log"
            with log_path.open("w") as log:
                # fsync=off: what a power cut does to a temporary folder is not under test.
                self._server = subprocess.Popen(
                    self._as_user(str(binaries / "postgres"), "-D", str(self._folder / "data"),
                                  "-p", str(port), "-k", str(self._folder),
                                  "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off",
                                  "-c", "max_connections=200", "-c", "timezone=UTC"),
                    stdout=log, stderr=log, env=quiet_environment, cwd="/",
                    start_new_session=True)
            if self._answers(binaries, port):
                break
        else:
            raise PostgresqlTrouble("PostgreSQL does not start:\n" + log_path.read_text())

        self.environment = {
            "KASANE_TEST_POSTGRESQL": f"postgresql://kasane@127.0.0.1:{port}/kasane",
            "KASANE_TEST_POSTGRESQL_ADMIN": f"postgresql://postgres@127.0.0.1:{port}/postgres",
            "PGPASSWORD": password,
        }
        script = (f"create role kasane login nosuperuser nobypassrls createdb password '{password}';"
                  "\ncreate database kasane owner kasane;\n")
        subprocess.run([str(binaries / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1",
                        self.environment["KASANE_TEST_POSTGRESQL_ADMIN"]],
                       input=script, text=True, check=True,
                       env={**quiet_environment, "PGPASSWORD": password})

    def _answers(self, binaries: Path, port: int) -> bool:
        for _ in range(300):
            if self._server is not None and self._server.poll() is not None:
                return False
            asked = subprocess.run([str(binaries / "pg_isready"), "-q", "-h", "127.0.0.1",
                                    "-p", str(port)], check=False)
            if asked.returncode == 0:
                return True
            time.sleep(0.1)
        return False

    def _stop(self) -> None:
        if self._server is not None and self._server.poll() is None:
            subprocess.run(self._as_user("kill", "-s", "INT", str(self._server.pid)), check=False)
            try:
                self._server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with TestCluster() as cluster:
            return subprocess.run(sys.argv[1:], env={**os.environ, **cluster.environment},
                                  check=False).returncode
    except PostgresqlTrouble as trouble:
        print(f"test_postgresql: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
