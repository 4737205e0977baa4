"""One PostgreSQL 18 server: made, started, found and stopped with its own programs. Callers exclude each other."""

import hashlib
import os
import shlex
import shutil
import stat
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from portal.embedded.errors import EmbeddedDatabaseError
from portal.embedded.place import PREFIX, Place, temporary_directory

VERSION = "18"
SOCKET = ".s.PGSQL.5432"
ROLE = "portal"
INITDB = ["--username", ROLE, "--auth=trust", "--encoding=UTF8"]
# The same order of characters on every machine, whatever its environment says.
LOCALE = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
UNSAFE_BUT_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
# No process has this number, on any system.
NO_PROCESS = "2147483646"


class Server:
    """The server of a place. `throw_away` gives up safety against a power cut."""

    def __init__(self, place: Place, throw_away: bool = False):
        self.place = place
        self.throw_away = throw_away
        self.log = place.data / "server.log"
        self._pid_file = place.data / "postmaster.pid"
        self._uid = place.account.uid if place.account else os.geteuid()
        # Named after the data: short enough for a socket's path, however deep the project lies.
        self._socket_folder_name = PREFIX + hashlib.sha256(os.fsencode(place.data)).hexdigest()[:16]

    def ensure_running(self) -> str:
        """Join the running server or start one, making the cluster first if there is none; its address."""
        if not os.path.lexists(self.place.data):
            self._create()
        self._refuse_foreign_data()
        sockets = self._running_at()
        if sockets and not (sockets / SOCKET).exists():  # swept away by a cleaner of temporary files
            self.stop()
            sockets = None
        sockets = sockets or self._start()
        return f"postgres://{ROLE}@{quote(str(sockets), safe='')}/postgres"

    def stop(self) -> None:
        """Stop the server if it runs, and remove its socket's folder."""
        sockets = self._running_at()
        if sockets is None:
            return
        done = self._run("pg_ctl", "--pgdata", self.place.data, "--mode=fast", "--wait", "--timeout=60", "stop")
        if done.returncode:
            self._run("pg_ctl", "--pgdata", self.place.data, "--mode=immediate", "--wait", "stop")
        if sockets.name == self._socket_folder_name:
            shutil.rmtree(sockets, ignore_errors=True)

    def _create(self) -> None:
        # Made under another name, so that an interrupted initdb never looks like a cluster.
        unfinished = self.place.folder / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if self.place.account:
            os.chown(unfinished, self.place.account.uid, self.place.account.gid)
        quick = ["--no-sync"] if self.throw_away else []
        done = self._run("initdb", "--pgdata", unfinished, *INITDB, *LOCALE, *quick)
        if done.returncode:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise EmbeddedDatabaseError(f"内嵌数据库无法建立，initdb 报告：{_last_lines(done.stderr)}")
        unfinished.rename(self.place.data)

    def _refuse_foreign_data(self) -> None:
        data = self.place.data
        found = data.lstat()
        if not stat.S_ISDIR(found.st_mode):
            raise EmbeddedDatabaseError(f"{data} 应当是文件夹，却不是：请移走它后重试。")
        if found.st_uid != self._uid:
            raise EmbeddedDatabaseError(f"{data} 属于另一个用户：请由该用户运行，或移走 {self.place.folder} 后重试。")
        version_file = data / "PG_VERSION"
        version = version_file.read_text().strip() if version_file.is_file() else "无"
        if version != VERSION:
            raise EmbeddedDatabaseError(
                f"{data} 已损坏或不是 PostgreSQL {VERSION} 的数据（版本标记：{version}）："
                f"请恢复它，或移走 {self.place.folder} 后重新开始。"
            )

    def _running_at(self) -> Path | None:
        """The folder of the running server's socket, waiting for one that is just starting or stopping."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            lines = self._pid_file.read_text().splitlines() if self._pid_file.exists() else []
            if not lines or not self._is_postmaster(lines[0]):
                return None
            if len(lines) > 7 and lines[7].strip() == "ready":
                return Path(lines[4])
            time.sleep(0.05)
        raise EmbeddedDatabaseError(f"内嵌数据库（进程 {lines[0]}）一分钟仍未就绪：{self._last_words()}")

    def _is_postmaster(self, pid: str) -> bool:
        """Whether this process is our server: after a crash the number may belong to a zombie or to a stranger."""
        if not Path("/proc/self/cmdline").exists():  # macOS
            return _is_alive(int(pid))
        try:
            arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError):
            return False
        return os.fsencode(self.place.data) in arguments

    def _start(self) -> Path:
        """Start where no server runs; after a crash its last processes may need a moment to leave."""
        has_crashed = self._forget_dead_postmaster()
        sockets = self._socket_folder()
        for attempts_left in reversed(range(10 if has_crashed else 1)):
            done = self._launch(sockets)
            if done.returncode == 0:
                return sockets
            if not attempts_left or "shared memory" not in self._read_log():
                break
            time.sleep(0.5)
        shutil.rmtree(sockets, ignore_errors=True)
        raise EmbeddedDatabaseError(f"内嵌数据库无法启动：{self._last_words()}")

    def _launch(self, sockets: Path) -> subprocess.CompletedProcess:
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".log.before"))
        options = f"-h '' -k {shlex.quote(str(sockets))} {UNSAFE_BUT_QUICK if self.throw_away else ''}"
        pg_ctl = ["pg_ctl", "--pgdata", self.place.data, "--log", self.log, "--wait", "--timeout=120"]
        return self._run(*pg_ctl, "--options", options, "start")

    def _forget_dead_postmaster(self) -> bool:
        """Give PostgreSQL a number it sees to be dead; the file's other lines let it check for surviving backends."""
        if not self._pid_file.exists():
            return False
        _, *rest = self._pid_file.read_text().splitlines() or [""]
        # Written outside and moved in: the data folder belongs to another account, whose links root must not follow.
        rewritten = self.place.folder / "postmaster.pid.dead"
        rewritten.write_text("\n".join([NO_PROCESS, *rest]) + "\n")
        rewritten.replace(self._pid_file)
        return True

    def _socket_folder(self) -> Path:
        """An empty folder for the socket that nobody else can enter."""
        folder = temporary_directory(self.place.account) / self._socket_folder_name
        if os.path.lexists(folder):
            if folder.is_symlink() or folder.stat().st_uid not in {self._uid, os.geteuid()}:
                raise EmbeddedDatabaseError(f"{folder} 已被他人占用，数据库无法在那里建立连接：请移走它后重试。")
            shutil.rmtree(folder)
        folder.mkdir(mode=0o700)
        if self.place.account:
            os.chown(folder, self.place.account.uid, self.place.account.gid)
        return folder

    def _last_words(self) -> str:
        if log := self._read_log():
            return _last_lines(log)
        free = shutil.disk_usage(self.place.folder).free // 2**20
        return f"它没有留下日志（{self.place.folder} 所在磁盘剩余 {free} MB）。"

    def _read_log(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def _run(self, program: str, *arguments) -> subprocess.CompletedProcess:
        """Run one of the programs as the server's account, away from the caller's folder, variables and Ctrl-C."""
        account = self.place.account
        identity = {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}
        return subprocess.run(
            [self.place.programs / "bin" / program, *arguments],
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            start_new_session=True,
            **identity,
        )


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _last_lines(text: str, number: int = 3) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return " / ".join(lines[-number:])
