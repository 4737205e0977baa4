"""What the commands of imports share: a refusal is one sentence in the user's language, without a name before it."""

import json
import re
import sys
from functools import partial

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

REFUSED = 2
# What Python's own parser of arguments says, and the same for our users.
FAULTS = {
    r"the following arguments are required: (.+)": gettext_lazy("缺少参数：{}。"),
    r"unrecognized arguments: (.+)": gettext_lazy("没有这样的参数：{}。"),
    r"argument (\S+): expected one argument": gettext_lazy("“{}”后面要写内容。"),
    r"argument \S+: invalid int value: '(.*)'": gettext_lazy("“{}”不是数字。"),
    r"argument (\S+): invalid choice: '(.*)' \(choose from (.*)\)": gettext_lazy("“{}”不能是“{}”，可选：{}。"),
}


class ImportCommand(BaseCommand):
    """A command that answers 2 and one sentence where a call makes no sense."""

    def create_parser(self, prog_name, subcommand, **kwargs):
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = partial(self._refuse_call, parser)
        return parser

    def execute(self, *args, **options):
        try:
            return super().execute(*args, **options)
        except CommandError as refusal:
            if options.get("traceback") or not self._called_from_command_line:
                raise
            self.stderr.write(str(refusal))
            sys.exit(refusal.returncode)

    def refuse(self, text: str, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"error": text}, ensure_ascii=False))
            sys.exit(REFUSED)
        raise CommandError(text, returncode=REFUSED)

    def _refuse_call(self, parser, fault):
        text = in_our_words(fault)
        if not parser.called_from_command_line:
            raise CommandError(text, returncode=REFUSED)
        if "--json" in sys.argv:
            self.refuse(text, as_json=True)
        self.stderr.write(text)
        sys.exit(REFUSED)


def in_our_words(fault: str) -> str:
    """The sentence for what the parser of arguments found wrong; what it seldom finds is told as it says it."""
    for pattern, sentence in FAULTS.items():
        if found := re.fullmatch(pattern, fault):
            return sentence.format(*found.groups())
    return _("命令的写法不对：%(fault)s。") % {"fault": fault}
