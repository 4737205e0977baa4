"""Every message of the code stands translated in the English catalogue, and the compiled one says the same."""

import gettext
import re

import pytest

from tests.portal import messages

ENGLISH = messages.ROOT / "locale" / "en" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|%%|\{[a-z_]*\}|</?[a-z][^>]*>")
# Says its sentence in both languages, for it is rendered without knowing the reader's.
IN_BOTH_LANGUAGES = {"500.html"}


@pytest.fixture(scope="module")
def catalogue():
    return messages.read_catalogue(ENGLISH / "django.po")


def placeholders(text):
    return sorted(PLACEHOLDER.findall(text))


# --- The catalogue ----------------------------------------------------------------------------------------------


def test_every_message_has_an_english_one(catalogue):
    missing = [
        f"{path.relative_to(messages.ROOT)}: {message}"
        for message, path in messages.messages().items()
        if not all(catalogue.get(message, [""]))
    ]

    assert missing == [], "run `make messages` and fill in what is empty"


def test_no_translation_is_a_guess(catalogue):
    assert [message for message, english in catalogue.items() if english == ["fuzzy"]] == []


def test_placeholders_and_markup_survive_translation(catalogue):
    wrong = []
    for (_context, singular, plural), english in catalogue.items():
        expected = placeholders(plural or singular)
        # One thing may be told without its number.
        if plural and not set(placeholders(english[0])) <= set(expected):
            wrong.append((singular, english[0]))
        if placeholders(english[-1]) != expected:
            wrong.append((singular, english[-1]))

    assert wrong == []


def test_a_message_with_a_plural_has_both_forms(catalogue):
    assert [m for m, english in catalogue.items() if len(english) != (2 if m[2] else 1)] == []


def test_the_compiled_catalogue_says_the_same(catalogue):
    with (ENGLISH / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    def said(context, singular, plural, number):
        if plural:
            return compiled.npgettext(context, singular, plural, number) if context else (
                compiled.ngettext(singular, plural, number)
            )  # fmt: skip
        return compiled.pgettext(context, singular) if context else compiled.gettext(singular)

    differing = [
        message
        for message, english in catalogue.items()
        if [said(*message, number) for number in (1, 2)][: len(english)] != english
    ]
    assert differing == [], "run `make messages`: the .po was changed and not compiled"


# --- The code ---------------------------------------------------------------------------------------------------


def test_templates_mark_all_their_chinese_for_translation():
    bare = {
        path.relative_to(messages.ROOT).as_posix(): found
        for path in messages.files(".html")
        if path.name not in IN_BOTH_LANGUAGES and (found := messages.bare_chinese(path.read_text()))
    }

    assert bare == {}


# --- The finders themselves -------------------------------------------------------------------------------------


def test_messages_of_a_module_are_found_under_any_name():
    source = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext as plural, pgettext_lazy
a = _("甲%(x)s" "乙") % {"x": other("丙")}
b = [gettext_lazy("丁"), plural("一个", "几个", 3), pgettext_lazy("栏目", "戊")]
"""

    assert set(messages.messages_of_module(source)) == {
        ("", "甲%(x)s乙", ""),
        ("", "丁", ""),
        ("", "一个", "几个"),
        ("栏目", "戊", ""),
    }


def test_messages_of_a_template_are_found_in_every_tag():
    source = """{# {% translate "注" %} #}
{% translate "甲" %} {% translate "乙" context "栏目" as b %} {% include "x.html" with title=_("丙's") %}
{% blocktranslate with a=b.c %}丁{{ a }}{% endblocktranslate %}
{% blocktranslate count n=n %}一{{ n }}{% plural %}几{{ n }}{% endblocktranslate %} {{ x|default:_("戊") }}"""

    assert set(messages.messages_of_template(source)) == {
        ("", "甲", ""),
        ("栏目", "乙", ""),
        ("", "丙's", ""),
        ("", "丁%(a)s", ""),
        ("", "一%(n)s", "几%(n)s"),
        ("", "戊", ""),
    }


def test_bare_chinese_is_found_in_text_and_in_tags():
    source = """{# 注 #}{% comment %}注{% endcomment %}{% translate "甲" %}{% blocktranslate %}乙{% endblocktranslate %}
<p title="丙">x</p>{% include "x.html" with a=_("丁") b="戊" %}"""

    assert messages.bare_chinese(source) == ['<p title="丙">x</p>', 'include "x.html" with a= b="戊"']


def test_a_catalogue_is_read_with_its_long_and_its_doubtful_entries(tmp_path):
    path = tmp_path / "x.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Language: en\\n"\n\n'
        '#: a.py\nmsgctxt "栏目"\nmsgid ""\n"甲\\n"\n"乙"\nmsgstr "A\\n"\n"B"\n\n'
        '#, fuzzy, python-format\nmsgid "丙"\nmsgstr "C"\n\n'
        'msgid "一"\nmsgid_plural "几"\nmsgstr[0] "one"\nmsgstr[1] "some"\n'
    )

    assert messages.read_catalogue(path) == {
        ("栏目", "甲\n乙", ""): ["A\nB"],
        ("", "丙", ""): ["fuzzy"],
        ("", "一", "几"): ["one", "some"],
    }
