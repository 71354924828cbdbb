"""What the shell offers for filters, sort keys and assignments: keys, and the values of each."""

from typing import TYPE_CHECKING, Any

from tinycrm.cli.completion import Offers, offering, starting

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.store.filter_fields import Field


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
            return [(offer, "") for offer in keys_with_colon(crm, noun, typed)]
        known = [each for each in values(crm, noun, key) if " " not in each]
        return [(offer, "") for offer in starting(known, typed)]

    return [(incomplete[:start] + offer, help) for offer, help in offering(find)(ctx, part)]


def keys_with_colon(crm: "Crm", noun: str, typed: str) -> list[str]:
    """`name:`, and with it two values where it is the only one: else shells add a space to it."""
    found = [f"{key}:" for key in starting(keys(crm, noun), typed)]
    if len(found) == 1:
        known = values(crm, noun, found[0].removesuffix(":")) or ["any", "none"]
        found += [f"{found[0]}{value}" for value in known if " " not in value]
    return found


def sort(ctx: Any, incomplete: str) -> Offers:
    """Keys to sort by; a dash before one turns the order around."""
    noun = noun_of(ctx)
    before, comma, word = incomplete.rpartition(",")
    sign = "-" if word.startswith("-") else ""

    def find(crm: "Crm", typed: str) -> Offers:
        from tinycrm.store.filters import context_of, field_of

        known = []
        for key in keys(crm, noun):
            field = field_of(noun, key, context_of(crm.db))
            if field and (field.sort or (field.column and not field.via)):
                known.append(key)
        return [(offer, "") for offer in starting(known, typed)]

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
            known = [*output_nouns(crm, noun).kinds, *custom]
            return [(f"{offer}=", "") for offer in starting(known, key)]
        return [(f"{key}={offer}", "") for offer in starting(values(crm, noun, key), value)]

    return offering(find)(ctx, incomplete)


def field(ctx: Any, incomplete: str) -> Offers:
    """The key of a custom field of the noun that stands before it, retired ones included."""
    noun = noun_of(ctx)

    def find(crm: "Crm", typed: str) -> Offers:
        found = crm.fields.all(noun, retired=True)
        return [(each.key, each.label) for each in found if each.key.startswith(typed)]

    return offering(find)(ctx, incomplete)


def output_nouns(crm: "Crm", noun: str) -> Any:
    from tinycrm.store.references import plural

    return getattr(crm, plural(noun))


def keys(crm: "Crm", noun: str) -> list[str]:
    from tinycrm.store.filters import context_of, known_keys

    return known_keys(noun, context_of(crm.db))


def values(crm: "Crm", noun: str, key: str) -> list[str]:
    """The words that a key may have, where they are a short list."""
    from tinycrm.store import filter_flags
    from tinycrm.store.filters import context_of, field_of

    if key == "is":
        return list(filter_flags.states(noun))
    if key == "has":
        return list(filter_flags.possessions(noun))
    if key in ("tag", "tags"):
        return crm.tags.names()
    if key == "stage":
        return [stage.name for stage in crm.pipelines.stages()]
    if key == "pipeline":
        return [pipeline.name for pipeline in crm.pipelines.all()]
    found = field_of(noun, key, context_of(crm.db))
    return list(found.choices) if found and found.choices else custom_choices(crm, noun, key, found)


def custom_choices(crm: "Crm", noun: str, key: str, found: "Field | None") -> list[str]:
    import json

    if found is None:
        return []
    definition = next((each for each in crm.fields.all(noun) if each.key == key), None)
    return json.loads(definition.choices) if definition and definition.choices else []


def topic(ctx: Any, incomplete: str) -> Offers:
    """What there is help on."""
    from tinycrm.cli.help import TOPICS
    from tinycrm.cli.manifest import COMMANDS

    known = {**dict.fromkeys(TOPICS, "topic"), **dict.fromkeys(COMMANDS, "command")}
    return [(name, known[name]) for name in known if name.startswith(incomplete)]


def lifecycle(ctx: Any, incomplete: str) -> Offers:
    from tinycrm.domain.choices import LIFECYCLES

    return [(word, "") for word in starting(LIFECYCLES, incomplete)]
