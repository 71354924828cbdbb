"""`add-contact`, `edit-contact` and `set-consent`."""

import json

from tests.cli.conftest import Run


def test_a_new_contact_answers_with_its_reference(run: Run) -> None:
    assert run("add-contact", "--name", "Ada Lovelace").out == "C1\n"


def test_every_option_of_a_new_contact_lands_in_its_field(run: Run) -> None:
    result = run(
        "add-contact",
        *("--first", "Ada", "--last", "Lovelace", "--email", "ada@example.com"),
        *("--email", "countess@example.com", "--phone", "+44 20 7946 0958"),
        *("--url", "https://ada.example", "--company", "Engines Ltd", "--title", "Countess"),
        *("--tag", "vip", "--tag", "maths", "--lifecycle", "lead", "--source", "fair"),
        *("--owner", "sam", "--birthday", "1815-12-10", "--cadence", "30d", "--language", "en"),
        *("--set", "lead_status=warm", "--json"),
    )
    ada = json.loads(result.out)
    assert ada["name"] == "Ada Lovelace"
    assert [point["value"] for point in ada["email"]] == ["ada@example.com", "countess@example.com"]
    assert [point["value"] for point in ada["phone"]] == ["+44 20 7946 0958"]
    assert [point["value"] for point in ada["url"]] == ["https://ada.example"]
    assert ada["company"] == "Engines Ltd"
    assert ada["job_title"] == "Countess"
    assert ada["tags"] == ["vip", "maths"]
    assert (ada["lifecycle"], ada["lead_status"], ada["source"]) == ("lead", "warm", "fair")
    assert (ada["owner"], ada["birthday"], ada["cadence_days"]) == ("sam", "1815-12-10", 30)
    assert ada["language"] == "en"


def test_a_contact_without_a_name_is_refused(run: Run) -> None:
    assert "needs a name" in run("add-contact", "--email", "ada@example.com", code=5).err


def test_a_name_without_its_option_is_explained(run: Run) -> None:
    assert "--name" in run("add-contact", "Ada Lovelace", code=2).err


def test_a_first_note_is_undone_together_with_its_contact(run: Run) -> None:
    run("add-contact", "--name", "Ada", "--note", "met in Bonn")
    assert "met in Bonn" in run("list-notes").out
    run("undo")
    assert run("list-notes").out == ""
    assert run("list-contacts").out == ""


def test_whoever_is_there_already_is_added_with_a_warning(run: Run) -> None:
    run("add-contact", "--name", "Ada Lovelace", "--email", "ada@example.com")
    result = run("add-contact", "--name", "A. L.", "--email", "ADA@example.com")
    assert result.out == "C2\n"
    assert result.err == ("C1 Ada Lovelace has the same e-mail. If they are one: crm merge C1 C2\n")


def test_the_warning_knows_phones_in_any_spelling_and_names_in_any_case(run: Run) -> None:
    run("add-contact", "--name", "Ada Lovelace", "--phone", "+44 20 7946 0958")
    by_phone = run("add-contact", "--name", "A. L.", "--phone", "+44 (0)20 79460958")
    assert "C1 Ada Lovelace has the same phone number" in by_phone.err
    by_name = run("add-contact", "--name", "ADA LOVELACE")
    assert by_name.err.startswith("C1 Ada Lovelace has the same name")


def test_nobody_in_the_trash_is_warned_of(run: Run) -> None:
    run("add-contact", "--name", "Ada")
    run("delete-contact", "C1")
    assert run("add-contact", "--name", "Ada").err == ""


def test_an_edit_writes_what_is_named_and_keeps_the_rest(run: Run) -> None:
    run("add-contact", "--name", "Ada Lovelace", "--email", "a@example.com", "--title", "Analyst")
    result = run("edit-contact", "C1", "--title", "Countess", "--add-email", "b@example.com")
    assert result.out == "C1\n"
    ada = json.loads(run("edit-contact", "C1", "--language", "en", "--json").out)
    assert (ada["name"], ada["job_title"]) == ("Ada Lovelace", "Countess")
    assert [point["value"] for point in ada["email"]] == ["a@example.com", "b@example.com"]


def test_an_empty_option_empties_its_field(run: Run) -> None:
    run("add-contact", "--name", "Ada", "--email", "a@example.com", "--company", "Engines")
    ada = json.loads(run("edit-contact", "C1", "--company", "", "--email", "", "--json").out)
    assert (ada["company"], ada["email"]) == (None, [])


def test_a_phone_is_taken_off_in_any_spelling(run: Run) -> None:
    run("add-contact", "--name", "Ada", "--phone", "+44 20 7946 0958")
    ada = json.loads(run("edit-contact", "C1", "--remove-phone", "+442079460958", "--json").out)
    assert ada["phone"] == []


def test_an_edit_that_comes_too_late_is_a_conflict(run: Run) -> None:
    run("add-contact", "--name", "Ada")
    run("edit-contact", "C1", "--title", "Analyst", "--version", "1")
    run("edit-contact", "C1", "--title", "Countess", "--version", "1", code=6)
    assert run("list-contacts", "--format", "{job_title}").out == "Analyst\n"


def test_an_edit_of_nothing_is_refused(run: Run) -> None:
    run("add-contact", "--name", "Ada")
    run("edit-contact", "C1", code=2)


def test_fields_that_do_not_exist_are_named(run: Run) -> None:
    run("add-contact", "--name", "Ada")
    assert "source" in run("edit-contact", "C1", "--set", "sourse=fair", code=2).err
    for name in ("self", "given", "version"):
        assert name in run("edit-contact", "C1", "--set", f"{name}=1", code=2).err
    assert "sets nothing" in run("edit-contact", "C1", "--set", "north", code=2).err


def test_consent_is_recorded_and_shown(run: Run) -> None:
    run("add-contact", "--name", "Ada")
    result = run("set-consent", "C1", "email", "in", "--basis", "asked for the newsletter")
    assert result.out == "C1\n"
    run("set-consent", "C1", "email", "perhaps", code=5)
    run("set-consent", "C9", "email", "in", code=3)
    assert "opted in" in run("history").out


def test_lines_of_json_become_contacts_in_one_step(run: Run) -> None:
    lines = (
        '{"name": "Grace Hopper", "email": ["grace@navy.example", {"value": "g@work.example",'
        ' "label": "work"}], "company": "Navy", "tags": ["vip"], "title": "Rear admiral"}\n'
        "\n"
        '{"name": "Ada Lovelace", "phone": "+44 20 7946 0958", "email": null}\n'
    )
    assert run("add-contact", "-", stdin=lines).out == "C1\nC2\n"
    grace = json.loads(run("list-contacts", "tag:vip", "--jsonl").out)
    assert grace["job_title"] == "Rear admiral"
    assert [point["label"] for point in grace["email"]] == [None, "work"]
    run("undo")
    assert run("list-contacts").out == ""


def test_bad_lines_are_all_named_and_nothing_is_added(run: Run) -> None:
    lines = (
        b'{"name": "Fine"}\n{broken\n{"title": "Nameless"}\n'
        b'{"name": "B", "colour": "red"}\n{"name": ["A", "B"]}\n{"name": "\xff"}\n'
    )
    result = run("add-contact", "-", stdin=lines, code=5)
    assert result.out == ""
    assert "5 lines of 6 refused" in result.err
    for number in (2, 3, 4, 5, 6):
        assert f"Line {number}" in result.err
    assert run("list-contacts").out == ""


def test_of_many_bad_lines_twenty_are_shown(run: Run) -> None:
    result = run("add-contact", "-", stdin="{}\n" * 50, code=5)
    assert result.err.count("needs a name") == 20
    assert "and 30 more" in result.err


def test_an_empty_input_adds_nobody(run: Run) -> None:
    assert run("add-contact", "-", stdin="").out == ""
    assert run("list-contacts").out == ""


def test_lines_and_options_do_not_mix(run: Run) -> None:
    run("add-contact", "-", "--name", "Ada", stdin='{"name": "B"}', code=2)


def test_what_is_listed_as_json_lines_can_be_added_again(run: Run, tmp_path) -> None:
    run("add-field", "contact", "region")
    run(
        "add-contact",
        *("--name", "Dr. Ada Lovelace", "--email", "ada@example.com", "--company", "Engines"),
        *("--tag", "vip", "--set", "region=north", "--birthday", "10 dec", "--url", "ada.example"),
    )
    before = run("list-contacts", "--jsonl").out
    other = str(tmp_path / "other.db")
    run("--db", other, "add-field", "contact", "region")
    run("--db", other, "add-contact", "-", stdin=before)
    after = run("--db", other, "list-contacts", "--jsonl").out
    own = {"uid", "updated_at"}
    first, second = json.loads(before), json.loads(after)
    assert {k: v for k, v in first.items() if k not in own} == {
        k: v for k, v in second.items() if k not in own
    }


def test_lines_must_give_what_is_required(run: Run) -> None:
    run("add-field", "contact", "region", "--required")
    assert "Region" in run("add-contact", "-", stdin='{"name": "Ada"}', code=5).err
    run("add-contact", "-", stdin='{"name": "Ada", "region": "north"}')


def test_a_name_with_control_characters_never_reaches_the_terminal(run: Run) -> None:
    hostile = "A\x1b]52;c;RVZJTA==\x07[/bold]"
    run("add-contact", "--name", hostile)
    warned = run("add-contact", "--name", hostile)
    assert "\x1b" not in warned.err
    assert "[/bold]" in warned.err


def test_setting_a_field_that_is_not_there_yet_defines_it(run: Run) -> None:
    added = run("add-contact", "--name", "Ada", "--set", "region=north")
    assert added.out == "C1\n"
    assert "Defined “region” as a new field" in added.err
    assert run("list-contacts", "region:north", "--ids").out == "C1\n"
    run("undo")
    assert run("list-fields").out == ""


def test_a_slip_in_setting_a_field_defines_nothing(run: Run) -> None:
    refused = run("add-contact", "--name", "Ada", "--set", "lifecyle=customer", code=2)
    assert "lifecycle" in refused.err
    assert run("list-fields").out == ""


def test_a_postal_address_is_given_in_a_line_and_replaced_or_taken_away(run: Run) -> None:
    line = "5 rue X, 75010 Paris, France"
    for noun, ref in (("contact", "C1"), ("company", "O1")):
        run(f"add-{noun}", "--name", "Ada", "--address", line, "--address", "1 High St, Leeds")
        held = json.loads(run("show", ref, "--json").out)["addresses"]
        assert [(each["street"], each["postal_code"], each["city"]) for each in held] == [
            ("5 rue X", "75010", "Paris"),
            ("1 High St", None, "Leeds"),
        ]
        run(f"edit-{noun}", ref, "--address", "2 Elm, Boston, MA 02108")
        assert "address\t2 Elm, Boston, MA, 02108\n" in run("show", ref).out
        run(f"edit-{noun}", ref, "--address", "")
        assert "address" not in run("show", ref).out
        run("undo", "--count", "2")
        assert json.loads(run("show", ref, "--json").out)["addresses"] == held


def test_contact_points_may_stand_in_the_plural(run: Run) -> None:
    line = '{"name": "Bob", "emails": ["b@b.co", {"value": "c@b.co", "label": "home"}],'
    run("add-contact", "-", stdin=f'{line} "phones": "+49 30 1234567; +49 30 7654321"}}')
    (bob,) = json.loads(run("list-contacts", "--json").out)
    assert [point["value"] for point in bob["email"]] == ["b@b.co", "c@b.co"]
    assert [point["label"] for point in bob["email"]] == [None, "home"]
    assert len(bob["phone"]) == 2


def test_a_mistyped_channel_is_not_a_new_one(run: Run) -> None:
    run("add-contact", "--name", "Ada")
    assert "Did you mean “email”?" in run("set-consent", "C1", "emial", "in", code=5).err
    run("set-consent", "C1", "e-mail", "in")
    run("set-consent", "C1", "telegram", "out")
    run("set-consent", "C1", "telegramm", "out", code=5)
