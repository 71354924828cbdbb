"""What the shell offers for filters, sort keys and assignments: keys, and the values of each."""

from typing import TYPE_CHECKING, Any

from tinycrm.cli.completion import Offers, offering
from tinycrm.cli.completion import starting as words_starting
from tinycrm.store.filter_completion import choices, keys, sort_keys, values

if TYPE_CHECKING:
    from tinycrm.crm import Crm


def noun_of(ctx: Any) -> str:
    """The noun that the command at hand lists, exports, adds or edits."""
    from tinycrm.cli.lists import NOUNS
    from tinycrm.store.references import LETTER_OF

    named = str(ctx.params.get("noun") or ctx.info_name.partition("-")[2]).lower()
    noun = {**NOUNS, "note": "activity"}.get(named, named)
    return noun if noun in LETTER_OF else "activity" if ctx.info_name == "log" else "contact"


def filter_(ctx: Any, incomplete: str) -> Offers:
    """The last word of a filter: a key with its colon, or a value after one."""
    from tinycrm.domain.query_completion import term_at

    noun = noun_of(ctx)
    key, part, start = term_at(incomplete, len(incomplete))

    def find(crm: "Crm", typed: str) -> Offers:
        if key is None:
            return keys_with_colon(crm, noun, typed)
        return starting(values(crm.db, noun, key, typed), typed)

    return [(incomplete[:start] + offer, help) for offer, help in offering(find)(ctx, part)]


def keys_with_colon(crm: "Crm", noun: str, typed: str) -> Offers:
    """`name:`, and with it two values where it is the only one: else shells add a space to it."""
    found = [(f"{key}:", help) for key, help in starting(keys(crm.db, noun, typed), typed)]
    if len(found) == 1:
        key = found[0][0]
        known = starting(values(crm.db, noun, key.removesuffix(":")), "")
        found += [(key + value, help) for value, help in known or [("any", ""), ("none", "")]]
    return found


def sort(ctx: Any, incomplete: str) -> Offers:
    """Keys to sort by; a dash before one turns the order around."""
    noun = noun_of(ctx)
    before, comma, word = incomplete.rpartition(",")
    sign = "-" if word.startswith("-") else ""

    def find(crm: "Crm", typed: str) -> Offers:
        return starting(sort_keys(crm.db, noun), typed)

    found = offering(find)(ctx, word.removeprefix("-"))
    return [(f"{before}{comma}{sign}{offer}", help) for offer, help in found]


def assignment(ctx: Any, incomplete: str) -> Offers:
    """`FIELD=` for --set, and the choices of a field after it."""
    noun = noun_of(ctx)

    def find(crm: "Crm", typed: str) -> Offers:
        from tinycrm.store.custom import definitions

        custom = definitions(crm.db, noun)
        key, equals, value = typed.partition("=")
        if not equals:
            known = [(field, "") for field in (*crm.records(noun).kinds, *custom)]
            return [(f"{offer}=", "") for offer, _ in starting(known, key)]
        found = starting(choices(crm.db, noun, key), value)
        return [(f"{key}={offer}", help) for offer, help in found]

    return offering(find)(ctx, incomplete)


def field(ctx: Any, incomplete: str) -> Offers:
    """The key of a custom field of the noun that stands before it, retired ones included."""
    noun = noun_of(ctx)

    def find(crm: "Crm", typed: str) -> Offers:
        found = crm.fields.all(noun, retired=True)
        return [(each.key, each.label) for each in found if each.key.startswith(typed)]

    return offering(find)(ctx, incomplete)


def starting(known: Offers, typed: str) -> Offers:
    """The single words that begin with what was typed, which stays as it is."""
    help = {word: help for word, help in known if " " not in word}
    offers = words_starting(help, typed)
    by_fold = {word.casefold(): text for word, text in help.items()}
    return [(offer, by_fold.get(offer.casefold(), "")) for offer in offers]


def topic(ctx: Any, incomplete: str) -> Offers:
    """What there is help on."""
    from tinycrm.cli.help import TOPICS
    from tinycrm.cli.manifest import COMMANDS

    known = {**dict.fromkeys(TOPICS, "topic"), **dict.fromkeys(COMMANDS, "command")}
    return [(name, known[name]) for name in known if name.startswith(incomplete)]


def lifecycle(ctx: Any, incomplete: str) -> Offers:
    from tinycrm.domain.choices import LIFECYCLES

    return [(word, "") for word in words_starting(LIFECYCLES, incomplete)]
