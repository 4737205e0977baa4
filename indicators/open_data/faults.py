"""What is said where an address cannot be answered as asked.

The programming interface names the parameter and what it takes, in both languages; a file says it in the reader's.
"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MOST_CHARACTERS = 40


class Refusal(Exception):
    """A request that cannot be answered.

    status: 404 for what does not exist, 422 for what makes no sense. parameter: its name in the address, "" where none is
    to blame. sentence: a lazy text with places for `words`. allowed: the values it takes, where they can be listed.
    """

    def __init__(self, sentence, *, status=422, parameter="", allowed: Iterable[str] = (), **words):
        super().__init__(sentence)
        self.sentence, self.words, self.status = sentence, {"parameter": parameter, **words}, status
        self.parameter, self.allowed = parameter, list(allowed)

    def told(self) -> dict[str, Any]:
        sentences = {}
        for member, language in (("message", "zh-hans"), ("message_en", "en")):
            with translation.override(language):
                sentences[member] = str(self.sentence) % {name: str(word) for name, word in self.words.items()}
        return {"parameter": self.parameter or None, **sentences, "allowed": self.allowed}


def refusal_response(*refusals: Refusal) -> HttpResponse:
    """{"errors": […]} with the status of the first."""
    body = {"errors": [refusal.told() for refusal in refusals]}
    return JsonResponse(body, status=refusals[0].status, json_dumps_params={"ensure_ascii": False})


def refused_file(sentences: Iterable[str]) -> HttpResponse:
    """What a file or a picture cannot be given for as asked, one sentence a line: it could not say so in itself."""
    lines = [gettext("网址有误，没有给出文件。同一网址的页面会这样处理："), *sentences]
    return HttpResponse("\n".join(lines) + "\n", status=422, content_type="text/plain; charset=utf-8")


def unknown_address() -> Refusal:
    return Refusal(_("没有这个地址，可用的地址见 /data/api/。"), status=404)


def unknown_name(parameter: str, name: str) -> Refusal:
    return Refusal(
        _("参数“%(parameter)s”里的“%(name)s”不存在。"), status=404, parameter=parameter, name=shortened(name)
    )


def too_many(per_minute: int) -> Refusal:
    return Refusal(_("请求太频繁：每分钟最多%(limit)s次，请稍后再试。"), status=429, limit=per_minute)


def shortened(text: str) -> str:
    """What somebody typed, fit to be quoted."""
    text = "".join(character if character.isprintable() else "�" for character in text[: MOST_CHARACTERS + 1])
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"


def refuse_unknown_parameters(request: HttpRequest, known: Iterable[str]) -> None:
    """Raises Refusal for a parameter that the address does not take: a typing error would give other rows unnoticed."""
    known = sorted(known)
    for name in request.GET:
        if name not in known:
            raise Refusal(
                _("没有名为“%(name)s”的参数。可用的参数：%(known)s。"),
                parameter=shortened(name),
                allowed=known,
                name=shortened(name),
                known="、".join(known) or "—",
            )


def refusals_of(errors: list[dict], schemas: dict[str, dict]) -> list[Refusal]:
    """What the checks of types found, as refusals.

    errors: as django-ninja's ValidationError holds them; schemas: of the parameters by name, with description and enum.
    """
    refusals = {}
    for error in errors:
        name = next((str(part) for part in error["loc"] if part in schemas), str(error["loc"][-1]))
        schema = schemas.get(name, {})
        refusals[name] = Refusal(
            _("参数“%(parameter)s”的值不能用。应为：%(rule)s"),
            parameter=name,
            allowed=allowed_by(schema),
            rule=translation.gettext_lazy(schema.get("description", "—")),
        )
    return list(refusals.values())


def allowed_by(schema: dict) -> list[str]:
    """The values that a parameter's schema lists, also of the members of an array."""
    for part in (schema, schema.get("items", {}), *schema.get("anyOf", ())):
        if "enum" in part or "const" in part:
            return list(part.get("enum") or [part["const"]])
        if found := allowed_by(part["items"]) if part is not schema and "items" in part else []:
            return found
    return []
