"""Fields as texts, and what the library is told of them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tinycrm.crm import Crm
from tinycrm.tui.fields.checks import error_words, understood
from tinycrm.tui.fields.offers import offers
from tinycrm.tui.fields.table import SPECS, specs
from tinycrm.tui.fields.texts import arguments, read, split_label

ADDRESSES = st.lists(
    st.tuples(st.sampled_from("abcde"), st.sampled_from(["", "work", "home"])),
    max_size=4,
    unique_by=lambda pair: pair[0],
)


def shown(pairs: list[tuple[str, str]]) -> list[str]:
    return [
        f"{name}@x.example ({label})" if label else f"{name}@x.example" for name, label in pairs
    ]


@settings(max_examples=60, deadline=None)
@given(before=ADDRESSES, after=ADDRESSES)
def test_addresses_become_those_that_the_form_shows(
    tmp_path_factory, before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("points") / "crm.db"
    with Crm(str(path)) as crm:
        given = [
            {"value": f"{name}@x.example", **({"label": label} if label else {})}
            for name, label in before
        ]
        crm.contacts.add(name="Ada", email=given)
        held = read(crm, "C1")
        texts = {
            **{key: "" for key in held.texts if key.startswith("email.")},
            **{f"email.{at}": text for at, text in enumerate(shown(after))},
        }
        changed = arguments(crm, held, held.texts, texts)
        if changed:
            crm.contacts.edit("C1", version=held.version, **changed)
        now = [text for key, text in read(crm, "C1").texts.items() if key.startswith("email.")]
    assert sorted(filter(None, now)) == sorted(shown(after))
    assert now[0] == "".join(shown(after)[:1])


def test_every_field_that_a_noun_takes_is_in_its_form(crm) -> None:
    left_out = {
        "contact": set(),
        "company": set(),
        "deal": {"currency", "status"},
        "task": {"due_on", "due_time", "done_at"},
        "activity": set(),
    }
    for noun, fields in SPECS.items():
        records = {
            "contact": crm.contacts,
            "company": crm.companies,
            "deal": crm.deals,
            "task": crm.tasks,
            "activity": crm.activities,
        }[noun]
        attached = {
            field
            for field in records.attached
            if not field.startswith(("add_", "remove_")) and field != "created_at"
        }
        known = {*records.kinds, *records.special, *attached}
        assert {spec.field for spec in fields} == known - left_out[noun]


def test_texts_that_are_shown_are_taken_back_unchanged(crm) -> None:
    crm.companies.add(name="Engines Ltd")
    crm.contacts.add(
        name="Dr Ada King Lovelace",
        company="O1",
        tags=["vip", "north"],
        birthday="10 dec",
        cadence="2w",
        addresses="5 rue X, 75010 Paris, France",
        about="one\n\ttwo  ",
    )
    crm.deals.add(title="Engine", amount="1.200,50 EUR", close="eom", probability=30, contact="C1")
    crm.tasks.add(title="Ring", due="fri 15:00", repeat="weekly", **{"for": ["C1", "D1"]})
    crm.activities.log("call", "C1", "about\nit", at="yesterday 15:00", minutes="1h30")
    for ref in ("C1", "O1", "D1", "T1", "A1"):
        held = read(crm, ref)
        for spec in (spec for spec in held.specs if spec.field != "for"):
            understood(crm, held.noun, spec, held.texts[spec.key], held.texts)
        touched = {key: f"{text}x" for key, text in held.texts.items()}
        given = arguments(crm, held, touched, held.texts)
        records = {"C": crm.contacts, "O": crm.companies, "D": crm.deals, "T": crm.tasks}
        before = read(crm, ref).texts
        given.pop("stage", None)
        records.get(ref[0], crm.activities).edit(ref, **given)
        assert read(crm, ref).texts == before


def test_a_label_stands_in_brackets_and_a_prefix_of_a_number_does_not() -> None:
    assert split_label("ada@example.com (work)") == {"value": "ada@example.com", "label": "work"}
    assert split_label("+44 (0)20 7946 0958") == {"value": "+44 (0)20 7946 0958"}
    assert split_label("020 7946 (0958)") == {"value": "020 7946 (0958)"}


def test_a_name_that_two_have_is_offered_by_reference(crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.contacts.add(name="Ada Lovelace")
    (spec,) = [spec for spec in specs(crm, "deal") if spec.field == "contact"]
    assert [value for value, _ in offers(crm, "deal", spec, "ada", {})] == ["C1", "C2"]


def test_no_stage_is_offered_of_a_pipeline_that_there_is_not(crm) -> None:
    (spec,) = [spec for spec in specs(crm, "deal") if spec.field == "stage"]
    assert offers(crm, "deal", spec, "le", {"pipeline": "Sales"})
    assert offers(crm, "deal", spec, "le", {"pipeline": "[nonsense"}) == []


def test_advice_for_a_shell_is_left_out_of_the_words_of_an_error(crm) -> None:
    (spec,) = [spec for spec in specs(crm, "deal") if spec.field == "contact"]
    crm.contacts.add(name="Ada Lovelace")
    try:
        understood(crm, "deal", spec, "Adaa Lovelace", {})
    except Exception as error:
        words = error_words(error)
    assert words.startswith('There is no contact "Adaa Lovelace".')
    assert "crm " not in words
    assert "Did you mean" in words
