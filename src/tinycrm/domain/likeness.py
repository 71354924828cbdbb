"""How alike two names are, part by part, and in which words one would say so."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from typing import NamedTuple

from tinycrm.domain.nicknames import full_names, is_known

OTHER, FAMILY, GIVEN, LOOSE, SIMILAR, SAME = range(6)
"""How alike two people's names are, from not at all over the family name or the given name alone
to the same; of two firms' names, `FAMILY` and `GIVEN` are never said."""
Words = tuple[str, ...]


class Likeness(NamedTuple):
    """How alike two names are, what they have in common, and what speaks against it."""

    level: int
    reasons: Words = ()
    objections: Words = ()


def unspelled(word: str) -> str:
    """A folded word without what people write in two ways: `mueller` as `muller`."""
    if "e" not in word:
        return word
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def whole_likeness(a: Words, b: Words) -> Likeness | None:
    """What two names have in common that hold the same letters; None if they do not."""
    if a == b:
        return Likeness(SAME, ("same name",))
    if sorted(a) == sorted(b):
        return Likeness(SAME, ("same name, its parts in another order",))
    if "".join(a) == "".join(b):
        return Likeness(SAME, ("same name, spaced in another way",))
    if sorted(map(unspelled, a)) == sorted(map(unspelled, b)):
        return Likeness(SAME, ("same name, its umlauts written in another way",))
    return None


def is_slip(a: str, b: str) -> bool:
    """Whether two folded words may be one, mistyped: letters missing, doubled, wrong or swapped.

    Words with digits are never mistyped, and short ones only have two letters swapped or one
    doubled. The distance is that of optimal string alignment (Damerau's, each place edited once).
    """
    shorter = min(len(a), len(b))
    most = 1 if shorter < 9 else 2
    if a == b or shorter < 3 or abs(len(a) - len(b)) > most:
        return False
    if not (a.isalpha() and b.isalpha()):
        return False
    from rapidfuzz.distance import OSA

    if OSA.distance(a, b, score_cutoff=most) > most:
        return False
    return shorter > 4 or sorted(a) == sorted(b) or single(a) == single(b)


def single(word: str) -> str:
    """A word with its doubled letters written once."""
    return "".join(char for index, char in enumerate(word) if char != word[index - 1 : index])


def person_likeness(
    a: tuple[Words, Words, str], b: tuple[Words, Words, str], nicknames: tuple[str, str] = ("", "")
) -> Likeness:
    """How alike two people's names are, each as folded given words, family words and name as shown.

    `nicknames` are those that the two are known to have.
    """
    given_a, family_a, shown_a = a
    given_b, family_b, shown_b = b
    words_a, words_b = given_a + family_a, given_b + family_b
    if not words_a or not words_b:
        return Likeness(LOOSE, ("one has no name",))
    whole = whole_likeness(words_a, words_b)
    if whole:
        if words_a == words_b and shown_a != shown_b:
            whole = Likeness(SAME, ("same name apart from accents or signs",))
        return whole if len(words_a) > 1 else Likeness(SIMILAR, whole.reasons)
    short, long = sorted((words_a, words_b), key=len)
    if 1 < len(short) < len(long) and short[0] == long[0] and {*short} <= {*long}:
        return Likeness(SIMILAR, ("similar name: a part is left out",))
    straight = by_parts(given_a, family_a, given_b, family_b, nicknames)
    crossed = {*given_a}.intersection(family_b) or {*family_a}.intersection(given_b)
    if straight.level >= LOOSE or not crossed:
        return straight
    swapped = max(
        by_parts(family_a, given_a, given_b, family_b, nicknames),
        by_parts(given_a, family_a, family_b, given_b, nicknames),
    )
    if swapped.level >= LOOSE:
        return swapped._replace(reasons=("name parts in another order", *swapped.reasons))
    return straight


def by_parts(
    given_a: Words, family_a: Words, given_b: Words, family_b: Words, nicknames: tuple[str, str]
) -> Likeness:
    """How alike two people's names are, given and family names each by themselves."""
    given = given_likeness(given_a, given_b, nicknames)
    if not (family_a and family_b):
        if not (given_a and given_b):
            return Likeness(OTHER, (), ("different names",))
        if given.level < LOOSE:
            return Likeness(OTHER, (), given.objections)
        reasons = ("one family name is not known", *given.reasons)
        return Likeness(LOOSE, reasons, given.objections)
    family = family_likeness(family_a, family_b)
    if given.level >= LOOSE and family.level >= LOOSE:
        return Likeness(
            min(given.level, family.level),
            ("similar name", *given.reasons, *family.reasons),
            given.objections + family.objections,
        )
    if family.level >= LOOSE:
        return Likeness(FAMILY, (), given.objections)
    if given.level >= LOOSE:
        return Likeness(GIVEN, (), family.objections)
    return Likeness(OTHER, (), ("different names",))


def given_likeness(a: Words, b: Words, nicknames: tuple[str, str] = ("", "")) -> Likeness:
    """How alike two people's given and middle names are."""
    if not a or not b:
        return Likeness(LOOSE, ("one given name is not known",))
    if a == b:
        return Likeness(SAME)
    if "".join(a) == "".join(b):
        return Likeness(SAME, ("spaced in another way",))
    first_a, first_b = a[0], b[0]
    if first_a == first_b:
        return middle_likeness(a[1:], b[1:])
    if len(first_a) == 1 or len(first_b) == 1:
        if first_a[0] == first_b[0]:
            short, long = sorted((first_a, first_b), key=len)
            return Likeness(LOOSE, (f"{shown(short)}. may stand for {shown(long)}",))
    elif unspelled(first_a) == unspelled(first_b):
        return Likeness(SIMILAR, ("umlauts written in another way",))
    elif full_names(first_a) & full_names(first_b) or nicknames in (
        (first_b, nicknames[1]),
        (nicknames[0], first_a),
    ):
        return Likeness(SIMILAR, (f"{shown(first_a)} and {shown(first_b)} are forms of one name",))
    elif is_given_slip(first_a, first_b):
        return Likeness(LOOSE, (f"a slip in {shown(first_a)} or {shown(first_b)}",))
    elif {word for word in a if len(word) > 1} & {word for word in b if len(word) > 1}:
        return Likeness(LOOSE, ("one given name is left out",))
    return Likeness(OTHER, (), (f"different given names: {shown(first_a)}, {shown(first_b)}",))


def middle_likeness(a: Words, b: Words) -> Likeness:
    """How alike two people are whose first names are the same, by their middle names."""
    if not a or not b:
        return Likeness(SIMILAR, ("a middle name is left out",))
    pairs = list(zip(a, b, strict=False))
    if all(one[0] == two[0] and (len(one) == 1 or len(two) == 1) for one, two in pairs):
        return Likeness(SIMILAR, ("a middle name is shortened",))
    if all(one == two or is_slip(one, two) for one, two in pairs):
        return Likeness(SIMILAR, ("nearly the same middle name",))
    words = f"different middle names: {shown(a[0])}, {shown(b[0])}"
    return Likeness(LOOSE, (), (words,))


def is_given_slip(a: str, b: str) -> bool:
    """Whether two given names may be one, mistyped; Martin and Martina, Joan and Jean are two."""
    if is_known(a) and is_known(b):
        return False
    stem_a, stem_b = a.rstrip("aeo"), b.rstrip("aeo")
    return stem_a != stem_b and is_slip(a, b)


def family_likeness(a: Words, b: Words) -> Likeness:
    """How alike two people's family names are."""
    joined_a, joined_b = "".join(a), "".join(b)
    if joined_a == joined_b:
        return Likeness(SAME)
    if unspelled(joined_a) == unspelled(joined_b):
        return Likeness(SAME, ("umlauts written in another way",))
    if is_slip(joined_a, joined_b):
        return Likeness(SIMILAR, (f"a slip in {shown(*a)} or {shown(*b)}",))
    if (len(joined_a) == 1 or len(joined_b) == 1) and joined_a[0] == joined_b[0]:
        short, long = sorted((a, b), key=lambda words: len("".join(words)))
        return Likeness(LOOSE, (f"{shown(*short)}. may stand for {shown(*long)}",))
    # Of García López one writes García, of van der Berg Berg; der alone says nothing.
    if {word for word in a if len(word) > 3} & {word for word in b if len(word) > 3}:
        return Likeness(SIMILAR, (f"{shown(*a)} and {shown(*b)} have a part in common",))
    return Likeness(OTHER, (), (f"different family names: {shown(*a)}, {shown(*b)}",))


def shown(*words: str) -> str:
    """Folded words as they are told."""
    return " ".join(word[:1].upper() + word[1:] for word in words)


def firm_likeness(a: Words, b: Words) -> Likeness:
    """How alike two firms' names are, each as the words of its key (`company_key`)."""
    whole = whole_likeness(a, b)
    if whole:
        return whole
    if not a or not b:
        return Likeness(LOOSE, ("one has no name",))
    if {word for word in a if not word.isalpha()} != {word for word in b if not word.isalpha()}:
        return Likeness(OTHER, (), ("different names",))
    if len(a) == len(b):
        differing = [(x, y) for x, y in zip(sorted(a), sorted(b), strict=True) if x != y]
        if len(differing) < 3 and all(is_slip(x, y) for x, y in differing):
            return Likeness(SIMILAR, ("similar name: a slip in a word",))
    if is_slip("".join(a), "".join(b)):
        return Likeness(SIMILAR, ("similar name: a slip in a word",))
    short, long = sorted((a, b), key=len)
    if len(short) == 1 and len(long) > 2 and short[0] == "".join(word[0] for word in long):
        return Likeness(LOOSE, (f"{short[0].upper()} may stand for {shown(*long)}",))
    if long[: len(short)] == short and len("".join(short)) > 2:
        return Likeness(LOOSE, ("one name begins the other",))
    return Likeness(OTHER, (), ("different names",))
