"""A damaged or foreign var/ gets one sentence that says what to do, and exit code 2."""

import json
import os
import shutil

import pytest

from portal.embedded import EmbeddedDatabaseError
from portal.embedded.account import server_account
from tests.portal.asking import as_root, asking, manage


def make_data(var, version):
    """A data folder that the server's account owns, with a version mark or none."""
    data = var / "postgres/data"
    data.mkdir(parents=True)
    if version:
        (data / "PG_VERSION").write_text(f"{version}\n")
    if account := server_account():
        os.chown(data, account.uid, account.gid)


def refusal(var):
    """What a command says that cannot have its database: one line, and exit code 2."""
    done = manage("check", PORTAL_VAR=str(var))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return done.stderr.strip()


def test_file_in_place_of_the_folder_gets_one_sentence(var):
    var.write_text("")

    assert refusal(var) == f"{var}/postgres 应当是文件夹，却不是：请移走同名文件后重试。"


def test_file_in_place_of_the_data_gets_one_sentence(var):
    (var / "postgres").mkdir(parents=True)
    (var / "postgres/data").write_text("")

    assert refusal(var) == f"{var}/postgres/data 应当是文件夹，却不是：请移走它后重试。"


@pytest.mark.parametrize(("version", "shown"), [("15", "15"), (None, "无")])
def test_data_of_another_version_or_of_none_get_one_sentence(var, version, shown):
    make_data(var, version)

    assert refusal(var) == (
        f"{var}/postgres/data 已损坏或不是 PostgreSQL 18 的数据（版本标记：{shown}）："
        f"请恢复它，或移走 {var}/postgres 后重新开始。"
    )


@as_root
def test_data_of_another_user_get_one_sentence(var):
    make_data(var, "18")
    os.chown(var / "postgres/data", 65534, -1)

    assert refusal(var) == f"{var}/postgres/data 属于另一个用户：请由该用户运行，或移走 {var}/postgres 后重试。"


@as_root
def test_folder_of_another_user_gets_one_sentence(var):
    make_data(var, "18")
    os.chown(var / "postgres", 65534, -1)

    assert refusal(var) == f"{var}/postgres 属于另一个用户：请由该用户运行，或移走这个文件夹后重试。"


def test_unreadable_note_of_a_place_elsewhere_gets_one_sentence(var):
    (var / "postgres").mkdir(parents=True)
    (var / "postgres/elsewhere.json").write_text("{")

    assert refusal(var) == (f"{var}/postgres/elsewhere.json 已损坏：请恢复它，或移走文件夹 {var}/postgres 后重新开始。")


@pytest.mark.parametrize("token", ["another", None])
def test_place_elsewhere_without_our_token_gets_one_sentence(var, folder, token):
    (folder / "strange").mkdir()
    if token:
        (folder / "strange/token").write_text(token)
    (var / "postgres").mkdir(parents=True)
    (var / "postgres/elsewhere.json").write_text(json.dumps({"folder": f"{folder}/strange", "token": "ours"}))

    assert refusal(var) == (
        f"{var}/postgres/elsewhere.json 指向的 {folder}/strange 不存在或不是本系统的数据文件夹："
        f"请恢复它，或移走文件夹 {var}/postgres 后重新开始。"
    )


def test_server_that_cannot_start_shows_its_last_words(var):
    with asking(var):
        pass
    with (var / "postgres/data/postgresql.conf").open("a") as configuration:
        configuration.write("nonsense = 1\n")

    sentence = refusal(var)

    assert sentence.startswith("内嵌数据库无法启动：")
    assert 'unrecognized configuration parameter "nonsense"' in sentence


@as_root
def test_root_without_an_account_for_the_server_is_told_so(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda *arguments, **options: None)

    with pytest.raises(
        EmbeddedDatabaseError, match=r"^数据库不能以 root 身份运行，本机又没有、也无法建立账户 no-such-one："
    ):
        server_account("no-such-one")
