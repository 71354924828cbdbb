import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinycrm.domain.names import NameParts, company_key, display_name, name_key, split_name


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Jane Doe", ("", "Jane", "", "Doe", "")),
        ("Doe, Jane", ("", "Jane", "", "Doe", "")),
        ("Cher", ("", "Cher", "", "", "")),
        ("Dr. Jane A. van Doe, PhD", ("Dr.", "Jane", "A.", "van Doe", "PhD")),
        ("Doe Jr., Dr. Jane A., MD", ("Dr.", "Jane", "A.", "Doe", "Jr. MD")),
        ("Sammy Davis Jr.", ("", "Sammy", "", "Davis", "Jr.")),
        ("Prof. Dr. Dipl.-Ing. Hans Meier", ("Prof. Dr. Dipl.-Ing.", "Hans", "", "Meier", "")),
        ("Herr Müller", ("Herr", "", "", "Müller", "")),
        ("Mr. and Mrs. Doe", ("Mr. and Mrs.", "", "", "Doe", "")),
        ("Sr. Juan Pérez", ("Sr.", "Juan", "", "Pérez", "")),
        ("M. Dupont", ("M.", "", "", "Dupont", "")),
        ("Oscar de la Hoya", ("", "Oscar", "", "de la Hoya", "")),
        ("Mohammed bin Salman", ("", "Mohammed", "", "bin Salman", "")),
        ("José Ortega y Gasset", ("", "José", "", "Ortega y Gasset", "")),
        ("van Gogh", ("", "", "", "van Gogh", "")),
        ("Van Morrison", ("", "Van", "", "Morrison", "")),
        ("Weird Al Yankovic", ("", "Weird", "Al", "Yankovic", "")),
        ("Jack Ma", ("", "Jack", "", "Ma", "")),
        ("Md Rahman", ("", "Md", "", "Rahman", "")),
        ("Don Draper", ("", "Don", "", "Draper", "")),
        ("山田太郎", ("", "山田太郎", "", "", "")),
        ("山田 太郎", ("", "太郎", "", "山田", "")),
        ("Dr.", ("", "Dr.", "", "", "")),
        ("", ("", "", "", "", "")),
    ],
)
def test_names_are_taken_apart(full: str, parts: tuple[str, ...]) -> None:
    assert split_name(full) == parts


WORDS = "Dr. Jane A. van der Doe y & and Jr. PhD , M. 山田 太郎 bin Sr."


@given(st.lists(st.sampled_from(WORDS.split(" "))))
def test_no_word_of_a_name_is_lost(words: list[str]) -> None:
    full = " ".join(words)
    assert sorted(" ".join(split_name(full)).split()) == sorted(full.replace(",", " ").split())


def test_a_name_is_displayed_as_it_is_read() -> None:
    assert display_name(NameParts("Dr.", "Jane", "A.", "Doe", "PhD")) == "Dr. Jane A. Doe PhD"
    assert display_name(split_name("山田 太郎")) == "山田 太郎"


@pytest.mark.parametrize(
    "spelling", ["jane o'brien", "Dr. Jane O’Brien, PhD", "O'BRIEN, Jane", "  Jáne  OBrien "]
)
def test_spellings_of_one_person_have_one_key(spelling: str) -> None:
    assert name_key(spelling) == "jane obrien"


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("Acme, Inc.", "acme"),
        ("ACME GmbH & Co. KG", "acme"),
        ("Acme S.A.", "acme"),
        ("Acme S. A.", "acme"),
        ("Acme e.K.", "acme"),
        ("Acme S.p.A.", "acme"),
        ("Acme Sp. z o.o.", "acme"),
        ("Acme UG (haftungsbeschränkt)", "acme"),
        ("Acme Pty Ltd", "acme"),
        ("Day Spa", "day spa"),
        ("Toyota K.K.", "toyota"),
        ("株式会社トヨタ", "トヨタ"),
        ("Smith & Sons Limited", "smith and sons"),
        ("Smith and Sons Ltd", "smith and sons"),
        ("J. P. Morgan & Co.", "jp morgan"),
        ("JP Morgan", "jp morgan"),
        ("Limited", "limited"),
        ("!!!", "!!!"),
    ],
)
def test_spellings_of_one_company_have_one_key(spelling: str, key: str) -> None:
    assert company_key(spelling) == key


@given(st.text())
def test_every_visible_name_has_a_key(text: str) -> None:
    from tinycrm.domain.text import fold

    assert bool(name_key(text)) == bool(fold(text)) == bool(company_key(text))
