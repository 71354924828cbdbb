"""What an import asks about is shown with both sides, and answered before anything is written."""

from pathlib import Path

from tinycrm.crm import Crm
from tinycrm.interchange.importing import Options
from tinycrm.interchange.previewing import import_as_one, preview
from tinycrm.interchange.questions import Questions


def people(tmp_path: Path) -> str:
    path = tmp_path / "people.csv"
    path.write_text(
        "Name,E-mail,Company,Shoe size\n"
        "Ada Lovelace,ada@example.com,Engines Ltd,38\n"
        "Bo,,,44\n"
        "Cy,cy@example.com,,\n",
        encoding="utf-8",
    )
    return str(path)


def test_a_question_shows_the_record_beside_the_row(crm: Crm, tmp_path: Path) -> None:
    crm.contacts.add(name="Ada King", email="ada@example.com", title="Countess")
    crm.contacts.add(name="Bo")
    asking = Questions({})
    (report,) = preview(crm, [people(tmp_path)], options=Options("ask", ask=asking.ask)).reports
    ada, bo = asking.raised.values()
    assert (ada.question.row, ada.question.ref, ada.usual) == ("Ada Lovelace", "C1", "fill")
    assert (bo.question.why, bo.usual) == ("name alone", "new")
    sides = {side.field: (side.keep, side.other) for side in ada.sides}
    assert sides["name"] == ("Ada King", "Ada Lovelace")
    assert sides["email"] == ("ada@example.com", "ada@example.com")
    assert sides["company"] == ("", "Engines Ltd")
    assert sides["shoe_size"] == ("", "38")
    assert sides["job_title"] == ("Countess", "")
    assert "created_at" not in sides
    # What was tried for the sake of the question is in no count.
    assert (report.created, report.updated, report.added) == (2, 1, {"company": 1})
    assert list(report.new_fields) == ["shoe_size"]
    assert (crm.contacts.count(), crm.companies.count()) == (2, 0)


def test_an_address_of_somebody_with_another_name_is_asked_about(crm: Crm, tmp_path: Path) -> None:
    crm.contacts.add(name="Charles Babbage", email="ada@example.com")
    asking = Questions({})
    (report,) = preview(crm, [people(tmp_path)], options=Options("ask", ask=asking.ask)).reports
    ((ada, usual, sides),) = asking.raised.values()
    assert (ada.ref, ada.why, usual, report.created) == ("C1", "e-mail address alone", "new", 3)
    assert ("name", "Charles Babbage", "Ada Lovelace") in [side[:3] for side in sides]
    assert report.told() == []
    answered = Questions({ada: "overwrite"})
    import_as_one(crm, [people(tmp_path)], options=Options("ask", ask=answered.ask))
    assert (crm.contacts.get("C1").name, crm.contacts.count()) == ("Ada Lovelace", 3)


def test_answers_go_into_one_import(crm: Crm, tmp_path: Path) -> None:
    crm.contacts.add(name="Ada King", email="ada@example.com")
    crm.contacts.add(name="Bo")
    asking = Questions({})
    preview(crm, [people(tmp_path)], options=Options("ask", ask=asking.ask))
    ada, bo = asking.raised
    answered = Questions({ada: "overwrite", bo: "fill"})
    import_as_one(crm, [people(tmp_path)], options=Options("ask", ask=answered.ask))
    assert not answered.raised
    assert [each.name for each in crm.contacts.by_ids([1, 2, 3])] == ["Ada Lovelace", "Bo", "Cy"]
    assert crm.contacts.count() == 3
    crm.history.undo()
    assert (crm.contacts.get("C1").name, crm.contacts.count()) == ("Ada King", 2)
