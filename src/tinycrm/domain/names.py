"""Names of people and companies: their parts, and the keys under which they are matched."""

import re
from typing import NamedTuple

from tinycrm.domain.text import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "mr mrs ms miss mx dr prof professor doctor sir dame lord rev reverend capt lt "
    "sgt dipl-ing dipl-kfm herr frau mme mlle monsieur madame sr sra srta señor "
    "señora doña dott dottssa sig sigra avv dhr mevr dra shri smt"
)
# Names or initials unless a full stop follows.
_TITLES_WITH_STOP = _words("m hon mag gen fr ing don eng maj col ds mw hr")
_SUFFIXES = _words(
    "jr sr ii iii iv phd md dds dvm esq cpa mba msc bsc jd llm rn obe mbe cbe cfa frs"
)
_PARTICLES = _words(
    "van von vom zu zum zur de del della dei degli di du des la las le los der den dem ter ten "
    "da das do dos af av al el bin ibn binti bint ben abu st"
)
# Common given names or initials when capitalised: "Weird Al Yankovic".
_PARTICLES_IN_LOWER_CASE = _words("al el ben bin do da la le abu st ten")
_LEGAL_FORMS = _words(
    "ab ag aps as asa bv bvba co company corp corporation dba doo eg ek ev eurl gbr gesmbh gmbh "
    "inc incorporated kft kg kgaa kk limited llc llp lp ltd ltda mbh nv ohg oy oyj plc pllc "
    "private pte pty pvt sa sarl sas sasu se sl sro srl ug zrt"
)
_DOTTED_FORMS = r"(?:,|\s)\s*(?:s\.\s?p\.\s?a|sp\.\s?z\s?o\.\s?o)\.?\s*$"
_FORMS_ANYWHERE = r"\(haftungsbeschrankt\)|\(株\)|\(有\)|株式会社|有限会社|合同会社"
_CJK = r"[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+"
# A table: patterns of so many ranges take a millisecond to compile. Apostrophes part no words.
_PUNCTUATION = dict.fromkeys(
    [
        *range(0x21, 0x30), *range(0x3A, 0x41), *range(0x5B, 0x61), *range(0x7B, 0x7F),
        *range(0xA1, 0xC0), *range(0x2010, 0x205F), *range(0x3001, 0x3040), 0x30FB,
    ],
    " ",
) | dict.fromkeys(map(ord, "'’ʼ`´"))  # fmt: skip


class NameParts(NamedTuple):
    """A person's name taken apart; a part that is missing is empty."""

    prefix: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""


def split_name(full: str) -> NameParts:
    """Take a name apart: `Dr. Jane A. van Doe, PhD`, `Doe, Jane`, `山田 太郎`.

    Western order is assumed, except after a comma and for names in Chinese, Japanese or Korean
    script, where the family comes first. No word is lost; a single word is the given name.
    """
    sections = [words for part in full.split(",") if (words := part.split())]
    while len(sections) > 1 and all(_is_suffix(word) for word in sections[-1]):
        sections[-2:] = [[*sections[-2], *sections[-1]]]
    if len(sections) > 1:
        return _split_reversed(sections)
    words = sections[0] if sections else []
    prefix, words, suffix = _without_titles(words)
    given, middle, family = _split_words(words, titled=bool(prefix))
    return NameParts(" ".join(prefix), given, middle, family, " ".join(suffix))


def _split_reversed(sections: list[list[str]]) -> NameParts:
    """`Doe Jr., Dr. Jane A., PhD`"""
    before, family, after = _without_titles(sections[0])
    prefix, given, suffix = _without_titles(sections[1])
    rest = [word for section in sections[2:] for word in section]
    return NameParts(
        " ".join([*before, *prefix]),
        given[0] if given else "",
        " ".join(given[1:]),
        " ".join(family),
        " ".join([*after, *suffix, *rest]),
    )


def _without_titles(words: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Titles, the name itself (at least one word, if there is any), suffixes."""
    first, last = 0, len(words)
    while first < last - 1 and _is_title(words, first):
        first += 1
    while last > first + 1 and _is_suffix(words[last - 1]):
        last -= 1
    return words[:first], words[first:last], words[last:]


def _is_title(words: list[str], index: int) -> bool:
    word = words[index].lower()
    if word in ("&", "and", "und", "et", "y"):  # Mr. and Mrs. Doe
        return 0 < index < len(words) - 2 and _is_title(words, index + 1)
    bare = word.replace(".", "")
    if bare in _TITLES_WITH_STOP:
        return word.endswith(".")
    return bare in _TITLES


def _is_suffix(word: str) -> bool:
    bare = word.lower().replace(".", "")
    # "Md" and "Rn" in mixed case without full stops are names.
    return bare in _SUFFIXES and (len(bare) > 2 or "." in word or word.isupper() or bare in "jrsr")


def _split_words(words: list[str], *, titled: bool) -> tuple[str, str, str]:
    if len(words) < 2:
        alone = " ".join(words)
        return ("", "", alone) if titled else (alone, "", "")
    if len(words) == 2 and all(map(_is_cjk, words)):
        return words[1], "", words[0]
    if words[0].islower() and words[0] in _PARTICLES:
        return "", "", " ".join(words)
    start = len(words) - 1
    for index in range(1, len(words) - 1):
        if _is_particle(words[index]):
            start = index
            break
        if words[index] == "y" and index > 1:  # Ortega y Gasset
            start = index - 1
            break
    return words[0], " ".join(words[1:start]), " ".join(words[start:])


def _is_particle(word: str) -> bool:
    small = word.lower()
    return small in _PARTICLES and (word == small or small not in _PARTICLES_IN_LOWER_CASE)


def _is_cjk(word: str) -> bool:
    # Most words are ASCII, for which the pattern need not be compiled.
    return not word.isascii() and re.fullmatch(_CJK, word) is not None


def display_name(parts: NameParts) -> str:
    """The name as it is read: prefix, given, middle and family name, suffix."""
    names = [parts.given, parts.middle, parts.family]
    if _is_cjk(parts.given) and _is_cjk(parts.family):
        names = [parts.family, parts.given]
    return " ".join(filter(None, [parts.prefix, *names, parts.suffix]))


def name_key(full: str) -> str:
    """The key under which a person's name is matched: folded, without titles and punctuation."""
    return parts_key(split_name(full)) or fold(full)


def parts_key(parts: NameParts) -> str:
    """`name_key` of a name that is taken apart already; empty if nothing can be read of it."""
    folded = fold(f"{parts.given} {parts.middle} {parts.family}")
    return " ".join(folded.translate(_PUNCTUATION).split())


def company_key(name: str) -> str:
    """The key under which a company's name is matched: folded, without legal form, `&` as `and`.

    `Acme, Inc.`, `ACME GmbH & Co. KG` and `acme` have one key.
    """
    folded = fold(name).replace("&", " and ")
    folded = re.sub(_FORMS_ANYWHERE, " ", re.sub(_DOTTED_FORMS, "", folded))
    # S.A., e. K., J. P. Morgan: initials are one word.
    folded = re.sub(r"(?<!\w)(\w)\.\s?(?=\w(?:\.|$|\s))", r"\1", folded)
    words = folded.translate(_PUNCTUATION).split()
    kept = len(words)
    while kept > 1 and (words[kept - 1] in _LEGAL_FORMS or words[kept - 1] == "and"):
        kept -= 1
    return " ".join(words[:kept]) or fold(name)
