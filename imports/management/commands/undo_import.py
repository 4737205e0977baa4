from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _


class Command(BaseCommand):
    help = "Takes a whole import back. Not yet available."

    def add_arguments(self, parser):
        parser.add_argument("batch", type=int)
        parser.add_argument("--conflicts", choices=["keep", "former"])
        parser.add_argument("--json", action="store_true")

    def handle(self, **options):
        raise CommandError(_("撤回导入还不能使用。"), returncode=2)
