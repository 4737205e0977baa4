"""As whom the server runs: PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from portal.embedded.errors import EmbeddedDatabaseError

# An account of our own: one that owns anything else (nobody, postgres) would let the one reach the other's files.
NAME = "county-portal-db"


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int


def server_account(name: str = NAME) -> Account | None:
    """The account the server runs as when we are root, made on first use; None: as ourselves."""
    if os.geteuid() != 0:
        return None
    account = _find(name) or _make(name)
    if account is None:
        raise EmbeddedDatabaseError(
            f"数据库不能以 root 身份运行，本机又没有、也无法建立账户 {name}：请改用普通用户运行，"
            "或用 DATABASE_URL 指定一个 PostgreSQL。"
        )
    return account


def _find(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_uid, entry.pw_gid)


def _make(name: str) -> Account | None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        return None
    options = [
        "--system",
        "--user-group",
        "--no-create-home",
        "--home-dir",
        "/nonexistent",
        "--shell",
        "/usr/sbin/nologin",
    ]
    subprocess.run([useradd, *options, name], stdin=subprocess.DEVNULL, capture_output=True)
    # Whatever useradd answered: another command may have made the account in the same moment.
    return _find(name)


def can_reach(path: Path) -> bool:
    """Whether an account that owns nothing and belongs to no group can read below `path`."""
    path = path.resolve()
    return path.stat().st_mode & 0o005 == 0o005 and all(parent.stat().st_mode & 0o001 for parent in path.parents)
