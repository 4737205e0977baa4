"""Finds the portal's messages without xgettext: in Python through its syntax tree, in templates through Django's lexer.

A message is (context, singular, plural), with "" where it has no context or no plural.
"""

import ast
import re
from pathlib import Path

from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
NO_MESSAGES = {"tests", "benchmarks", "migrations", "var", "locale"}
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")

# Function: which of its arguments are context, singular and plural.
ARGUMENTS = {
    "gettext": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
CALL_IN_TEMPLATE = re.compile(r" (n?p?gettext|_)\((.*?)\) ", re.DOTALL)


def files(*suffixes):
    """The project's own files that may hold messages."""
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.suffix in suffixes
        and not any(part in NO_MESSAGES or part.startswith(".") for part in path.relative_to(ROOT).parts)
    ]


def messages():
    """Every message of the code with the file it first stands in."""
    found = {}
    for path in files(".py"):
        for message in messages_of_module(path.read_text(), path):
            found.setdefault(message, path)
    for path in files(".html", ".txt"):
        for message in messages_of_template(path.read_text(), path):
            found.setdefault(message, path)
    return found


def messages_of_module(source, path="module"):
    """The messages of a Python module. Raises AssertionError for one that is not a literal, which none could collect."""
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name: alias.name.removesuffix("_lazy")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name.removesuffix("_lazy") in ARGUMENTS
    }
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    for call in calls:
        if call.func.id in names:
            yield _message(names[call.func.id], [_literal(argument, path) for argument in call.args])


def _literal(argument, path):
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return f"{path}:{argument.lineno} is no literal"


def messages_of_template(source, path="template"):
    """The messages of a template, as `templatize` writes them down for xgettext: " gettext(u'…') "."""
    for name, arguments in CALL_IN_TEMPLATE.findall(f" {templatize(source, origin=str(path))} "):
        literals = re.findall(r"""u?((?:"(?:[^"\\]|\\.)*")|(?:'(?:[^'\\]|\\.)*'))""", arguments)
        yield _message("gettext" if name == "_" else name, [ast.literal_eval(literal) for literal in literals])


def _message(function, arguments):
    return tuple("" if place is None else arguments[place] for place in ARGUMENTS[function])


def bare_chinese(source):
    """The Chinese of a template that stands outside the tags that translate, comments left out."""
    found, closing = [], ""
    for token in Lexer(source).tokenize():
        words = token.split_contents() if token.token_type == TokenType.BLOCK else [""]
        if closing:
            closing = "" if words[0] == closing else closing
        elif words[0] in ("comment", "blocktranslate"):
            closing = f"end{words[0]}"
        elif token.token_type != TokenType.COMMENT and words[0] != "translate":
            rest = re.sub(r"""_\((".*?"|'.*?')\)""", "", token.contents)
            found += [rest.strip()] if CHINESE.search(rest) else []
    return found


def read_catalogue(path):
    """A .po file: {message: its translations, the singular first}; "fuzzy" stands for one that nobody confirmed."""
    catalogue = {}
    for entry in path.read_text().split("\n\n")[1:]:
        fields = _fields(entry)
        if "msgid" in fields:
            message = (fields.get("msgctxt", ""), fields["msgid"], fields.get("msgid_plural", ""))
            translations = [text for name, text in fields.items() if name.startswith("msgstr")]
            catalogue[message] = ["fuzzy"] if re.search(r"^#,.*\bfuzzy\b", entry, re.MULTILINE) else translations
    return catalogue


def _fields(entry):
    fields, name = {}, ""
    for line in entry.splitlines():
        found = re.fullmatch(r'(?:(msg[a-z_]+(?:\[\d\])?) )?(".*")', line)
        if found:
            name = found[1] or name
            fields[name] = fields.get(name, "") + ast.literal_eval(found[2])
    return fields
