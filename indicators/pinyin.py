"""Pinyin of Chinese names, for addresses and for sorting."""

import re
from collections.abc import Collection
from functools import lru_cache

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT
from pypinyin.seg.mmseg import p_set

MAX_SLUG = 80


# The characters that pypinyin spells; it passes over everything between them.
_CHINESE = re.compile("[\u3007\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+")


@lru_cache(maxsize=1 << 15)
def _spelled(word: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin(word))


@lru_cache(maxsize=64)
def _parts(name: str) -> list[tuple[str, bool]]:
    """Pairs of a syllable, or of what stands between Chinese characters, and whether it is a syllable.

    As lazy_pinyin, which finds words first because a character's reading depends on them, but each word is spelled
    once: names of firms are made of the same few words.
    """
    parts, end = [], 0
    for run in _CHINESE.finditer(name):
        if run.start() > end:
            parts.append((name[end : run.start()], False))
        for word in _words(run[0]):
            parts += [(syllable, True) for syllable in _spelled(word)]
        end = run.end()
    if end < len(name):
        parts.append((name[end:], False))
    return parts


def _words(run: str) -> list[str]:
    """The longest words of pypinyin's dictionary from the left, as its own generator finds them in twice the time.

    What a longer word begins with, at the end of the run, is read character by character.
    """
    words, start, length = [], 0, len(run)
    while start < length:
        end, stop = start + 1, start + 2
        while stop <= length and (beginning := run[start:stop]) in p_set:
            if beginning in PHRASES_DICT:
                end = stop
            stop += 1
        if stop > length and end == start + 1:
            return [*words, *run[start:]]
        words.append(run[start:end])
        start = end
    return words


def pinyin_key(name: str) -> str:
    """A key that sorts Chinese names as a dictionary does: 锯力煌 gives "ju li huang"."""
    return " ".join(part for part, _is_syllable in _parts(name.strip())).lower()[:300]


def pinyin_slug(name: str) -> str:
    """The part of an address: 锯力煌 gives "julihuang", 中德产业园(一期) gives "zhongdechanyeyuan-yiqi".

    A name without a single letter or digit gives "x".
    """
    parts = [part if is_syllable else f" {part} " for part, is_syllable in _parts(name.strip())]
    text = "".join([part if part.isascii() else "-" for part in parts]).lower()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")[:MAX_SLUG].strip("-") or "x"


def free_slug(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, or with the first free number behind it: "lishui-2"."""
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


# Chinese punctuation in Latin; other marks of its kind become a space.
_LATIN_MARKS = str.maketrans(
    {"，": ", ", "、": ", ", "。": ". ", "：": ": ", "；": "; ", "（": " (", "）": ") ", "％": "%"}
)
_OTHER_MARKS = re.compile("[\u2e80-\u303f\uff00-\uffef]")


def romanised(words: str) -> str:
    """Words with their Chinese spelled in Latin letters, for where it cannot stand: 锯力煌 gives "Ju Li Huang"."""
    latin = re.sub("[\u3400-\u9fff\uf900-\ufaff]+", _syllables, _OTHER_MARKS.sub(" ", words.translate(_LATIN_MARKS)))
    return " ".join(latin.split())


def _syllables(run):
    """The syllables of a run of characters, apart from words and quotations before and behind them."""
    spelled = " ".join(syllable.capitalize() for syllable in lazy_pinyin(run[0]))
    before, behind = run.string[: run.start()][-1:], run.string[run.end() :][:1]
    return (
        f"{' ' if before.isalnum() or before == '”' else ''}{spelled}{' ' if behind.isalnum() or behind == '“' else ''}"
    )
