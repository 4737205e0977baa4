"""Everything between a bare clone and the demo's home page; a second run repeats what is needed and no more."""

import contextlib
import hashlib
import io
import json
import secrets
import signal
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connections
from django.utils.translation import gettext as _

from imports.columns import quoted
from imports.models import ImportBatch
from portal.task_worker import TaskWorker
from portal.tasks import ensure_sample_county_is_queued
from portal.web_server import WebServer, is_free

# The article's day: the demo stands there for good.
DEMO_DAY = "2021-10-31"
ADMIN = "admin"


class Command(BaseCommand):
    help = _("建立演示：数据库、登录账户、演示数据，并启动网站")

    def add_arguments(self, parser):
        parser.add_argument("--port", default=8000, help=_("网站的端口"))
        parser.add_argument("--no-serve", action="store_true", help=_("只准备数据，不启动网站"))

    def handle(self, *, port, no_serve, **options):
        port = _port_number(port)
        if not no_serve and not is_free(port):
            raise CommandError(
                _("端口 %(port)d 已被占用：请换一个端口，如 make demo PORT=8001。") % {"port": port}, returncode=2
            )
        with _ending_quietly():
            try:
                prepare(self._say)
            except OperationalError as error:
                reason = str(error).partition("\n")[0]
                sentence = _("数据库用不了：请核对 DATABASE_URL，确认它已启动。系统报告：%(reason)s")
                raise CommandError(sentence % {"reason": reason}, returncode=2) from error
            self._print_login()
            if not no_serve:
                self._serve(port)

    def _print_login(self):
        password = demo_password()
        if password:
            self._say(_("管理后台登录：用户名 %(name)s，密码 %(password)s") % {"name": ADMIN, "password": password})
        else:
            self._say(_("管理后台登录：用户名 %(name)s，密码已改，由修改者保管") % {"name": ADMIN})

    def _serve(self, port):
        connections.close_all()
        with contextlib.ExitStack() as children:
            server = WebServer(port)
            children.callback(server.stop)
            if not server.wait_until_answering(seconds=60):
                raise CommandError(_("网站没有启动成功：原因见上面的输出。"))
            # After the web server, so that the first page does not wait for 示例市.
            children.callback(TaskWorker().stop)
            self._say(
                _("网站已启动：%(address)s（管理后台：%(address)sadmin/），按 Ctrl-C 停止")
                % {"address": server.address}
            )
            server.wait()
            raise CommandError(_("网站进程意外结束：原因见上面的输出。"))

    def _say(self, text):
        self.stdout.write(text)
        self.stdout.flush()


def _port_number(port: str | int) -> int:
    text = str(port)
    if text.isascii() and text.isdecimal() and 0 < int(text[:9]) < 65536:
        return int(text)
    raise CommandError(_("端口 %(port)s 不对：应在1到65535之间。") % {"port": quoted(text)}, returncode=2)


def prepare(say: Callable[[str], None]):
    """Tables, roles, clock, admin and figures, in the order they need one another; `say` tells what was left out."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if "apply_roles" in get_commands():
        call_command("apply_roles", verbosity=0)
    settings.CLOCK_PIN_FILE.write_text(f"{DEMO_DAY}\n")
    ensure_admin()
    import_workbooks(settings.BASE_DIR / "data" / "demo", say)
    ensure_sample_county_is_queued()


def import_workbooks(folder: Path, say: Callable[[str], None]):
    """Publish every workbook of the folder by name, each once: what editors changed since is theirs and stays.

    One that cannot be published, such as a new edition of figures that editors corrected since, is left out with a
    sentence.
    """
    published = ImportBatch.objects.filter(status=ImportBatch.Status.PUBLISHED)
    for workbook in sorted(folder.glob("[!~]*.xlsx")):  # Excel keeps ~$name.xlsx beside an open file
        if not published.filter(sha256=hashlib.sha256(workbook.read_bytes()).hexdigest()).exists():
            words = {"name": workbook.name, "reason": import_workbook(workbook)}
            left_out = _("没有导入演示表格 %(name)s，网站上的内容不变。原因：%(reason)s")
            say((left_out if words["reason"] else _("已导入演示表格 %(name)s")) % words)


def import_workbook(path: Path) -> str:
    """Publishes a workbook as of the demo's day; "", or the first reason why nothing of it was written."""
    told = io.StringIO()
    try:
        call_command(
            "import_workbook", str(path), "--publish", "--published-on", DEMO_DAY,
            "--accept-all", _("照报道原文录入，已逐条核对。"), "--json", stdout=told,
        )  # fmt: skip
    except SystemExit:
        report = json.loads(told.getvalue())
        faults = [error["message"] for sheet in report.get("sheets", []) for error in sheet["errors"]]
        return report.get("error") or faults[0]
    return ""


def ensure_admin():
    """The administrator of the demo, with a password of its own for each installation."""
    users = get_user_model().objects
    if not users.filter(username=ADMIN).exists():
        users.create_superuser(ADMIN, password=_stored_password() or _store_password())


def demo_password():
    """The administrator's password, or None where somebody changed it since."""
    password = _stored_password()
    admin = get_user_model().objects.get(username=ADMIN)
    return password if password and admin.check_password(password) else None


def _password_file():
    return Path(settings.VAR_DIR) / "demo-admin-password"


def _stored_password():
    return _password_file().read_text().strip() if _password_file().exists() else ""


def _store_password():
    password = secrets.token_urlsafe(9)
    _password_file().touch(mode=0o600)
    _password_file().write_text(f"{password}\n")
    return password


@contextlib.contextmanager
def _ending_quietly():
    """Ctrl-C and termination are how a demo ends: clear up, exit 0."""
    before = {number: signal.signal(number, signal.default_int_handler) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
