"""Pinyin of Chinese names, for addresses and for sorting."""

import re
from collections.abc import Collection

from pypinyin import lazy_pinyin

MAX_SLUG = 80


def pinyin_key(name: str) -> str:
    """A key that sorts Chinese names as a dictionary does: 锯力煌 gives "ju li huang"."""
    return " ".join(lazy_pinyin(name.strip())).lower()[:300]


def pinyin_slug(name: str) -> str:
    """The part of an address: 锯力煌 gives "julihuang", 中德产业园(一期) gives "zhongdechanyeyuan-yiqi".

    A name without a single letter or digit gives "x".
    """
    syllables = lazy_pinyin(name.strip(), errors=lambda run: f" {run} ")
    text = "".join(syllable if syllable.isascii() else "-" for syllable in syllables).lower()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")[:MAX_SLUG].strip("-") or "x"


def free_slug(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, or with the first free number behind it: "lishui-2"."""
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def romanised(name: str) -> str:
    """A Chinese name in Latin letters, for where it cannot stand in Chinese: 锯力煌 gives "Ju Li Huang"."""
    syllables = re.findall(r"[A-Za-z0-9À-ɏ][\w'.&-]*", " ".join(lazy_pinyin(name.strip())))
    return " ".join(syllable[0].upper() + syllable[1:] for syllable in syllables) or name
