"""What columns become is said in words, never by inner names."""

import re

import pytest

from tinycrm.interchange.column_words import becomes
from tinycrm.interchange.formats import Column
from tinycrm.interchange.formats.recognition import format_named, formats


@pytest.mark.parametrize(
    ("meaning", "words"),
    [
        ("name", "name"),
        ("job_title", "job title"),
        ("email.label#1", "label of e-mail 1"),
        ("email#2", "e-mail 2"),
        ("phone:work", "phone (work)"),
        ("address.postal_code:home", "address (home): postal code"),
        ("address.label#1", "label of address 1"),
        ("address.formatted#1", "address 1: whole address"),
        ("company.id", "company, by id"),
        ("contact.email", "contact, by e-mail"),
        ("_priority", "priority"),
        ("stage_name", "stage"),
        ("custom:shoe_size", "your field shoe_size"),
        ("more.label#Relation 1", "title of a field of your own"),
    ],
)
def test_a_meaning_has_words(meaning: str, words: str) -> None:
    assert becomes(Column("X", meaning, ""), "mapped") == words


def test_no_known_column_shows_an_inner_name() -> None:
    names = [each.name for each in formats()]
    for meaning in {found for name in names for found in format_named(name).columns.values()}:
        assert not re.search(r"[_#.]|^$", becomes(Column("X", meaning or "x", ""), "mapped")), (
            meaning
        )
