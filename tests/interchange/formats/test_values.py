"""Days, times and amounts as other programs write them, decided by the column."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.interchange.formats.reading import one, opened, read
from tinycrm.errors import InvalidError
from tinycrm.interchange.formats import Item, NeedsDates, column_names, reader, recognise
from tinycrm.interchange.formats.amounts import evidence as mark_of
from tinycrm.interchange.formats.dates import instant_words
from tinycrm.interchange.formats.dates import read as read_date
from tinycrm.interchange.formats.markup import plain_text
from tinycrm.interchange.formats.recognition import formats
from tinycrm.interchange.formats.table import Format

TITLES = (
    "Name,First Name,Last Name,Email,Phone,Birthday,Company,Amount,Stage,Close Date,Due Date,Task,"
    "Date,Notes,Tags,City,Id,uid,ref,LastName,AccountId,CreatedDate,Probability,Person - Name,"
    "E-mail 1 - Value,E-mail 1 - Label,Address 1 - City,Given Name,Family Name,Group Membership,"
    "Deal - Title,Deal - Status,Deal - Won time,Activity - Subject,Activity - Type,"
    "Activity - Due date,Record ID,Deal Name,Deal Stage,Associated Contact,Subject,WhoId,Status,"
    "CaseNumber,IsClosed,title,stage,links,people,emails,addresses,given_name,family_name,Duration,"
    "domain,Industry,recurrence,Currency,Connected On,Position,URL,"
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-12", "2024-03-12"),
        ("2024-03-12 09:14", "2024-03-12"),
        ("2024-03-12T09:14:00.000+0000", "2024-03-12"),
        ("2024/3/2", "2024-03-02"),
        ("20240312", "2024-03-12"),
        ("27.3.2026", "2026-03-27"),
        ("03.04.2026", "2026-04-03"),
        ("24/12/1985", "1985-12-24"),
        ("12/24/1985", "1985-12-24"),
        ("12/24/85", "1985-12-24"),
        ("02 Mar 2021", "2021-03-02"),
        ("Jan 28 2021", "2021-01-28"),
        ("January 28, 2021", "2021-01-28"),
        ("28. Januar 2021", "2021-01-28"),
        ("2 août 2021", "2021-08-02"),
        ("3 de enero de 2021", "2021-01-03"),
        ("12/25/2024 9:14 PM", "2024-12-25"),
        ("45631", "2024-12-05"),
        ("45631.5", "2024-12-05"),
    ],
)
def test_a_date_that_tells_its_order_is_read(text: str, day: str) -> None:
    assert read_date(text, "").day == day


@pytest.mark.parametrize(
    "text", ["31.2.2024", "03/04/2024", "3/12/2024 9:14 PM", "25/12/2024 25:00", "yesterday", "12"]
)
def test_what_is_no_date_or_could_be_two_is_none(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (the words are those of the calendar)
        read_date(text, "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-03-12T09:14:00.666+02:00", "2024-03-12T07:14:00.666Z"),
        ("2024-07-11T21:22:06.000+0000", "2024-07-11T21:22:06.000Z"),
        ("2024-03-12 09:14", "2024-03-12 09:14"),
        ("25/12/2024 9:14:05 pm", "2024-12-25 21:14:05"),
        ("12/25/2024 12:00 AM", "2024-12-25 00:00"),
        ("2024-03-12", "2024-03-12"),
        ("45631.75", "2024-12-05 18:00:00"),
        ("2024-03-12 09:14 UTC", "2024-03-12T09:14:00.000Z"),
    ],
)
def test_an_instant_is_utc_where_its_zone_is_known_and_local_otherwise(
    text: str, words: str
) -> None:
    assert instant_words(text, "") == words


def test_one_value_tells_the_order_of_its_column() -> None:
    dmy = read("Name,Birthday\nA,01/02/1990\nB,25/02/1990\n")
    mdy = read("Name,Birthday\nA,01/02/1990\nB,02/25/1990\n")
    assert [item.fields["birthday"] for item in dmy] == ["1990-02-01", "1990-02-25"]
    assert [item.fields["birthday"] for item in mdy] == ["1990-01-02", "1990-02-25"]


def test_a_column_that_does_not_tell_asks() -> None:
    text = "Name,Birthday,Notes\nA,01/02/1990,03/04/1990\n"
    with pytest.raises(NeedsDates) as caught:
        opened(text)
    assert caught.value.columns == ["Birthday"]
    assert "01/02/1990" in caught.value.message
    assert "--dates dmy" in caught.value.remedy
    assert one(text, dates="dmy").fields["birthday"] == "1990-02-01"
    assert one(text, dates="mdy").fields["birthday"] == "1990-01-02"
    assert one(text, mapping={"Birthday": "ignore"}).fields["name"] == "A"


def test_the_answer_is_for_columns_that_do_not_tell() -> None:
    text = "Name,Birthday\nA,25/12/1990\nB,01/02/1990\n"
    assert read(text, dates="mdy")[1].fields["birthday"] == "1990-02-01"


def test_two_orders_in_a_column_are_read_where_each_value_tells() -> None:
    items = read("Name,Birthday\nA,25/12/1990\nB,12/25/1990\nC,3/3/1990\n")
    assert [item.fields["birthday"] for item in items] == ["1990-12-25", "1990-12-25", "1990-03-03"]
    with pytest.raises(NeedsDates):
        opened("Name,Birthday\nA,25/12/1990\nB,12/25/1990\nC,3/4/1990\n")


@pytest.mark.parametrize("text", ["0/0/00", "0000-00-00", "00/00/0000", "1/1/1601", "01/01/4501"])
def test_a_date_that_means_none_is_none(text: str) -> None:
    item = one(f"Name,Birthday\nA,{text}\n")
    assert item.fields == {"name": "A"}
    assert item.warnings == []
    assert item.extra == {}


def test_a_birthday_may_have_no_year_or_half_of_it() -> None:
    assert one("Name,Birthday\nA, --12-01\n").fields["birthday"] == "--12-01"
    assert one("Name,Birthday\nA,27 mar\n").fields["birthday"] == "--03-27"
    item = one("Name,Birthday\nA,12/24/55\n")
    assert item.fields["birthday"] == "1955-12-24"
    assert item.warnings == ['Birthday: "12/24/55" was taken for 1955-12-24.']


def test_what_is_no_date_is_kept_with_a_warning() -> None:
    item = one("Name,Birthday\nA,spring\n")
    assert item.extra == {"Birthday": "spring"}
    assert item.warnings == ['Birthday: "spring" is not a date; it is kept as text.']


@pytest.mark.parametrize(
    ("cells", "minor"),
    [
        (["1.234,56", "1.200"], [123456, 120000]),
        (["1,234.56", "1,200"], [123456, 120000]),
        (["12,50", "1.200"], [1250, 120000]),
        (["12.50", "1,200"], [1250, 120000]),
        (["1'234.50", "1 200"], [123450, 120000]),
        (["€ 1.200,50", "1200"], [120050, 120000]),
        (["1 234,56", "10"], [123456, 1000]),
        (["1.200", "1.300"], [120000, 130000]),
        (["0,5", "1,500"], [50, 150]),
        (["(12.50)", "-3"], [-1250, -300]),
        (["1.234.567", "1,5"], [123456700, 150]),
    ],
)
def test_the_decimal_mark_is_that_of_the_column(cells: list[str], minor: list[int]) -> None:
    rows = "".join(f'T,"{cell}",Lead\n' for cell in cells)
    items = read(f"Title,Amount,Stage\n{rows}")
    assert [item.fields["amount"].minor for item in items] == minor


def test_a_column_with_both_marks_is_read_value_by_value() -> None:
    items = read('Title,Amount,Stage\nA,"12,50",x\nB,12.50,x\n')
    assert [item.fields["amount"].minor for item in items] == [1250, 1250]


@pytest.mark.parametrize(
    ("number", "mark"),
    [
        ("1.234,5", ","),
        ("1,234", ""),
        ("0,123", ","),
        ("1,234,567", "."),
        ("1234,567", ","),
        ("x", ""),
    ],
)
def test_a_number_may_tell_its_decimal_mark(number: str, mark: str) -> None:
    assert mark_of(number) == mark


def test_the_currency_is_that_of_the_cell_of_its_column_or_the_usual_one() -> None:
    header = "Title,Amount,Currency,Stage"
    assert one(f"{header}\nA,10,usd,x\n").fields["amount"] == (1000, "USD")
    assert one(f"{header}\nA,10,,x\n").fields["amount"] == (1000, "EUR")
    assert one(f"{header}\nA,£ 10,,x\n").fields["amount"] == (1000, "GBP")
    unclear = one(f"{header}\nA,£ 10,USD,x\n")
    assert "amount" not in unclear.fields
    assert unclear.extra == {"Amount": "£ 10"}
    unknown = one(f"{header}\nA,10,Taler,x\n")
    assert unknown.fields["amount"] == (1000, "EUR")
    assert unknown.extra == {"Currency": "Taler"}


def test_a_chance_is_whole_percents() -> None:
    header = "Title,Amount,Stage,Probability"
    assert one(f"{header}\nA,1,x,90 %\n").fields["probability"] == 90
    assert one(f"{header}\nA,1,x,75.00\n").fields["probability"] == 75
    cut = one(f"{header}\nA,1,x,12.5\n")
    assert (cut.fields["probability"], len(cut.warnings)) == (12, 1)
    assert one(f"{header}\nA,1,x,often\n").extra == {"Probability": "often"}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain <3 & more", "plain <3 & more"),
        ("a<br/>b", "a\nb"),
        ("<p>a</p>\n<p>b</p>", "a\nb"),
        ("&lt;b&gt; &amp; x&nbsp;y", "<b> & x y"),
        ("<style>p {}</style><p>a</p>", "a"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
    ],
)
def test_html_becomes_text(html: str, text: str) -> None:
    assert plain_text(html) == text


WORDS = (
    "|1|true|Won|2024-05-06|5/6/2024|45631|1.234,56|--12-01|0/0/00|a@x.example|a ::: b|x; y"
    "|<p>x</p>|None|C1, D2|0031|Call|99:99|99999|2024-05-06T25:00:00Z|12:30|٣|²|1/1/1"
    "|9999-12-31T23:59:59-14:00|31/31/2024|1e5|(5|,|::: "
)
CELLS = st.one_of(st.text(max_size=12), st.sampled_from(WORDS.split("|")))


@given(
    st.lists(st.one_of(st.sampled_from(TITLES.split(",")), st.text(max_size=8)), max_size=12),
    st.lists(st.lists(CELLS, max_size=13), max_size=4),
    st.sampled_from(["", "dmy", "mdy"]),
    st.sampled_from(["", "contact", "company", "deal", "activity", "task"]),
)
def test_any_table_gives_items_or_a_sentence(
    header: list[str], rows: list[list[str]], dates: str, noun: str
) -> None:
    found = recognise(header, rows, noun=noun)
    assert [column.name for column in found.columns] == column_names(header)
    with suppress(InvalidError):
        made = reader(found, dates=dates)
        made.study(rows)
        for line, row in enumerate(rows, 2):
            with suppress(InvalidError):
                check(made.items(row, line))


@given(
    st.sampled_from([(format, need) for format in formats() for need in format.needs]),
    st.data(),
    st.sampled_from(["", "dmy", "mdy"]),
)
def test_any_row_of_a_known_format_gives_items_or_a_sentence(
    known: tuple[Format, str], data: st.DataObject, dates: str
) -> None:
    format, need = known
    more = data.draw(st.lists(st.sampled_from(sorted(format.columns)), max_size=8))
    header = [title.strip() for title in need.split(",")] + more
    rows = data.draw(st.lists(st.lists(CELLS, max_size=len(header)), max_size=3))
    made = reader(recognise(header, rows), dates=dates)
    with suppress(InvalidError):
        made.study(rows)
        for line, row in enumerate(rows, 2):
            with suppress(InvalidError):
                check(made.items(row, line))


def check(items: list[Item]) -> None:
    for item in items:
        assert item.noun in ("contact", "company", "deal", "activity", "task")
        assert all(isinstance(text, str) for text in item.extra.values())
        assert all(text for text in item.extra.values())
