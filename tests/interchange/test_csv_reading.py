"""CSV of any origin is read; what cannot be read is refused with its line."""

import io
import json
from pathlib import Path

import pytest

from tinycrm.errors import InvalidError, UsageError
from tinycrm.interchange import csv_reading
from tinycrm.interchange.csv_reading import Lines, dialect, encoding_of, records

SPECTRUM = Path(__file__).parents[1] / "data" / "hostile" / "csv-spectrum"
# What it should give has another number in it than the CSV.
AT_ODDS = "location_coordinates"
SAMPLES = sorted(path for path in (SPECTRUM / "csvs").glob("*.csv") if path.stem != AT_ODDS)


def read(data: bytes, delimiter: str = ",") -> list[tuple[int, list[str]]]:
    file = io.BytesIO(data)
    encoding, _ = encoding_of(file)
    return list(records(Lines(file, encoding), delimiter))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_csv_spectrum_is_read_as_it_should_be(path: Path) -> None:
    (_, header), *rows = read(path.read_bytes())
    expected = json.loads((SPECTRUM / "json" / f"{path.stem}.json").read_text("utf-8"))
    found = [dict(zip(header, cells, strict=True)) for _, cells in rows]
    # Line ends within cells are kept as they stand in the file.
    assert json.dumps(found).replace(r"\r\n", r"\n") == json.dumps(expected).replace(r"\r\n", r"\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_lines_may_end_with_a_carriage_return_alone(encoding: str) -> None:
    text = 'Name,Notes\rAda Ängström,"first\rsecond"\r\rBob,x'
    assert read(text.encode(encoding)) == [
        (1, ["Name", "Notes"]),
        (2, ["Ada Ängström", "first\rsecond"]),
        (5, ["Bob", "x"]),
    ]
    assert dialect("sep=;\rName;Notes\rAda;x\r") == (";", True)


def test_a_line_feed_anywhere_makes_a_lone_carriage_return_a_mistake() -> None:
    with pytest.raises(InvalidError, match=r"Line 1 .* carriage return"):
        read(b"Name\r" + b"Ada\r" * 50_000 + b"Bob\n")


@pytest.mark.parametrize(
    ("data", "encoding", "guessed"),
    [
        ("naïve".encode(), "utf-8", False),
        (b"\xef\xbb\xbfna\xc3\xafve", "utf-8-sig", False),
        ("naïve, all of it".encode("utf-16"), "utf-16", False),
        ("naïve, all of it".encode("utf-16-le"), "utf-16-le", False),
        ("naïve, all of it".encode("utf-16-be"), "utf-16-be", False),
        ("naïve".encode("cp1252"), "cp1252", True),
        (b"", "utf-8", False),
    ],
)
def test_the_encoding_is_found_out(data: bytes, encoding: str, guessed: bool) -> None:
    file = io.BytesIO(data)
    assert encoding_of(file) == (encoding, guessed)
    assert file.tell() == 0


def test_an_encoding_that_is_asked_for_is_obeyed_if_there_is_one() -> None:
    assert encoding_of(io.BytesIO(b"x"), "latin-1") == ("latin-1", False)
    with pytest.raises(UsageError, match="no encoding"):
        encoding_of(io.BytesIO(b"x"), "klingon")


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("name;email\nAda;a@b.co\n", ";"),
        ("name\temail\nAda, the first\ta@b.co\n", "\t"),
        ("name|email\nAda|a@b.co\n", "|"),
        ("name,email\nAda,a@b.co\n", ","),
        ('name;note\nAda;"a,b,c"\nGrace;"d,e"\n', ";"),
        ("name\nAda\n", ","),
        ("", ","),
    ],
)
def test_the_delimiter_is_the_one_on_which_the_records_agree(text: str, delimiter: str) -> None:
    assert dialect(text) == (delimiter, False)


def test_a_first_line_that_names_the_delimiter_is_obeyed() -> None:
    assert dialect("sep=;\na,b;c\n") == (";", True)
    assert dialect('"sep=|"\na,b\n') == ("|", True)


def test_records_know_their_lines() -> None:
    data = b'name,note\nAda,"two\nlines"\n\nGrace,one\n'
    assert read(data) == [(1, ["name", "note"]), (2, ["Ada", "two\nlines"]), (5, ["Grace", "one"])]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'name\n"Ada\nGrace\n', "Line 2 cannot be read: a quotation mark opened there"),
        (b"name\nAda\x00\n", "Line 2 cannot be read: it holds a NUL"),
        (b"name,email\nAda\rGrace,x\n", "Line 2 cannot be read: a carriage return"),
        (b'name\n"Ada" Lovelace\n', "Line 2 cannot be read: a quotation mark within"),
        (b"name\n" + b"x" * (csv_reading.MAX_CELL + 1), "Line 2 cannot be read: a cell is longer"),
        (b"name\n" + b"," * 1000, "Line 2 cannot be read: it has more than 1,000 columns"),
        (b'name\n"' + b"x,\n" * 400_000, "Line 2 cannot be read: a cell is longer"),
        (b"name\n" + b"x," * (5 << 20), "Line 2 cannot be read: a record of more than"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(data: bytes, words: str) -> None:
    with pytest.raises(InvalidError) as caught:
        read(data)
    assert caught.value.message.startswith(words)


def test_bytes_that_the_encoding_does_not_have_are_named_with_their_line() -> None:
    lines = Lines(io.BytesIO(b"name\nna\xefve\n"), "ascii")
    with pytest.raises(InvalidError, match="Line"):
        list(records(lines, ","))


def test_a_thousand_columns_are_read() -> None:
    assert len(read(b"," * 999 + b"\n")[0][1]) == 1000
