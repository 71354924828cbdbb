import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinycrm.domain.money import (
    CODES,
    LARGEST_MINOR,
    Money,
    decimal_text,
    exponent,
    format_compact,
    format_money,
    is_currency,
    parse_money,
    weighted,
)
from tinycrm.errors import InvalidError

AMOUNTS = st.integers(-LARGEST_MINOR, LARGEST_MINOR)
CURRENCIES = st.sampled_from(CODES.split())


@pytest.mark.parametrize(
    ("text", "minor", "currency"),
    [
        ("1200", 120000, "EUR"),
        ("1,200.50", 120050, "EUR"),
        ("1.200,50 €", 120050, "EUR"),
        ("€1200", 120000, "EUR"),
        ("EUR 1200", 120000, "EUR"),
        ("1200 usd", 120000, "USD"),
        ("1200USD", 120000, "USD"),
        ("3k", 300000, "EUR"),
        ("3K€", 300000, "EUR"),
        ("1.5m", 150000000, "EUR"),
        ("1.5 M EUR", 150000000, "EUR"),
        ("2bn", 200000000000, "EUR"),
        ("1.234m", 123400000, "EUR"),
        ("1,200k", 120000000, "EUR"),
        ("5 MXN", 500, "MXN"),
        ("1'200.00", 120000, "EUR"),
        ("1’200.50", 120050, "EUR"),
        ("1 200,50", 120050, "EUR"),
        ("1\u00a0200,50", 120050, "EUR"),
        ("1\u202f200\u202f000,50 €", 120000050, "EUR"),
        ("$1,200", 120000, "USD"),
        ("US$ 5", 500, "USD"),
        ("£3.20", 320, "GBP"),
        ("¥1200", 1200, "JPY"),
        ("₹12,34,567.00", 123456700, "INR"),
        ("Fr. 50.-", 5000, "CHF"),
        ("Fr.50", 5000, "CHF"),
        ("-50", -5000, "EUR"),
        ("−50", -5000, "EUR"),
        ("-€50", -5000, "EUR"),
        ("€ -50", -5000, "EUR"),
        ("(50)", -5000, "EUR"),
        ("(€50.00)", -5000, "EUR"),
        ("+50", 5000, "EUR"),
        ("0", 0, "EUR"),
        (".5", 50, "EUR"),
        ("1,20", 120, "EUR"),
        ("1,2", 120, "EUR"),
        ("1.200.000", 120000000, "EUR"),
        ("0.500", 50, "EUR"),
        ("1200.0000", 120000, "EUR"),
        ("1200.00 JPY", 1200, "JPY"),
        ("٣٫٥", 350, "EUR"),
        ("１２", 1200, "EUR"),
        ("10000000000000.00", LARGEST_MINOR, "EUR"),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, minor: int, currency: str) -> None:
    assert parse_money(text, "EUR") == Money(minor, currency)


def test_one_mark_before_three_digits_sets_thousands_apart() -> None:
    assert parse_money("1,200", "EUR").minor == 120000
    assert parse_money("1.200", "EUR").minor == 120000
    assert parse_money("1.200", "JPY").minor == 1200
    assert parse_money("1,200", "KWD").minor == 1200000


def test_a_dot_is_decimal_where_the_currency_has_three_digits() -> None:
    assert parse_money("1.200", "KWD") == Money(1200, "KWD")
    assert parse_money("1.200 KWD", "EUR") == Money(1200, "KWD")


def test_a_sign_of_several_currencies_means_the_default_one_among_them() -> None:
    assert parse_money("$5", "CAD") == Money(500, "CAD")
    assert parse_money("US$5", "CAD") == Money(500, "USD")
    assert parse_money("¥5", "CNY") == Money(500, "CNY")
    assert parse_money("5 kr", "SEK") == Money(500, "SEK")


@pytest.mark.parametrize(
    "text",
    [
        *["", " ", "nan", "inf", "-inf", "1e400", "1e3", "0x10", "abc", "€", "k", "3 apples"],
        *["1,2345", "0.505", "12345.678", "1200.5 JPY", "1.2345 KWD", "1.234567k"],
        *["10000000000000.01", "-10000000000000.01", "9" * 63, "9" * 5000, "99bn bn"],
        *["--5", "-(5)", "(5", "5)", "5-", "1.20.000", "1,200,50", "1 200 50", "1'200 000"],
        *["1,200.", "US$ 5 EUR", "5 kr", "1.200.000,50,1", "1..5", "5²", "5\x1b[31m"],
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(InvalidError) as caught:
        parse_money(text, "EUR")
    assert caught.value.field == "amount"
    assert caught.value.remedy
    assert caught.value.message.isprintable()


@given(st.one_of(st.text(max_size=70), st.text("0123456789.,' -()€$kmEURFr", max_size=12)))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        money = parse_money(text, "EUR")
    except InvalidError:
        return
    assert abs(money.minor) <= LARGEST_MINOR
    assert is_currency(money.currency)


@given(AMOUNTS, CURRENCIES)
def test_an_amount_survives_its_decimal_text(minor: int, currency: str) -> None:
    assert parse_money(decimal_text(minor, currency), currency) == Money(minor, currency)


def test_every_currency_reads_back_its_decimal_text_around_a_thousand() -> None:
    for code in CODES.split():
        for minor in (-1, 0, 5, 999, 1000, 1200, 1234567, -120050):
            assert parse_money(decimal_text(minor, code), code) == Money(minor, code)
            assert parse_money(f"{decimal_text(minor, code)} {code}", "EUR") == Money(minor, code)


@given(AMOUNTS, CURRENCIES)
def test_an_amount_survives_its_form_for_screens(minor: int, currency: str) -> None:
    text = format_money(minor, currency)
    assert parse_money(text, currency) == Money(minor, currency)


def test_an_amount_is_written_plainly_for_files() -> None:
    assert decimal_text(120050, "EUR") == "1200.50"
    assert decimal_text(-5, "EUR") == "-0.05"
    assert decimal_text(1200, "JPY") == "1200"
    assert decimal_text(1, "KWD") == "0.001"


def test_an_amount_is_written_with_its_sign_for_screens() -> None:
    assert format_money(120050, "EUR") == "€ 1,200.50"
    assert format_money(-500, "USD") == "-$ 5.00"
    assert format_money(2000, "CHF") == "CHF 20.00"
    assert format_money(1234567, "JPY") == "¥ 1,234,567"
    assert format_compact(1200000, "EUR") == "€ 12,000"
    assert format_compact(1200050, "EUR") == "€ 12,000.50"
    assert format_compact(1200, "JPY") == "¥ 1,200"


def test_currencies_know_their_digits() -> None:
    assert [exponent(code) for code in ("EUR", "JPY", "KWD", "CLF", "ISK", "HUF")] == [
        *[2, 0, 3, 4, 0, 2]
    ]
    assert [exponent(code) for code in ("", "EU", "IF0", "0 C")] == [2, 2, 2, 2]


def test_only_iso_codes_are_currencies() -> None:
    assert is_currency("EUR")
    assert is_currency("XCG")
    for code in ("eur", "EURO", "EU", "", "ABC", "€", "EUR USD"):
        assert not is_currency(code)


@pytest.mark.parametrize(
    ("minor", "percent", "result"),
    [
        *[(1, 50, 0), (3, 50, 2), (5, 50, 2), (-1, 50, 0), (-3, 50, -2), (101, 25, 25)],
        *[(102, 25, 26), (103, 25, 26), (-103, 25, -26), (12345, 0, 0), (12345, 100, 12345)],
    ],
)
def test_a_share_is_rounded_half_to_even(minor: int, percent: int, result: int) -> None:
    assert weighted(minor, percent) == result


@given(AMOUNTS, st.integers(0, 100))
def test_a_share_is_within_half_a_unit(minor: int, percent: int) -> None:
    assert abs(weighted(minor, percent) * 100 - minor * percent) <= 50
    assert weighted(-minor, percent) == -weighted(minor, percent)
