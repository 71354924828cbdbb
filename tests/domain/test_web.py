import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinycrm.domain.emails import email_key
from tinycrm.domain.web import domain_of, is_free_mail, url_key


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("https://user:pw@www.Acme.com:8080/path?q#f", "acme.com"),
        ("jane@acme.com", "acme.com"),
        ("mailto:jane@acme.com?subject=x", "acme.com"),
        ("ACME.com.", "acme.com"),
        ("www.acme.co.uk/about", "acme.co.uk"),
        ("www.com", "www.com"),
        ("http://localhost:3000", "localhost"),
        ("//acme.com/x", "acme.com"),
        ("https://xn--bcher-kva.de/", "bücher.de"),
        ("https://BÜCHER.de/", "bücher.de"),
        ("http://xn--\x1b.com", ""),
        ("acme", ""),
        ("a..b", ""),
        (".com", ""),
        ("not a domain.com", ""),
        ("", ""),
    ],
)
def test_the_domain_is_found(text: str, domain: str) -> None:
    assert domain_of(text) == domain


@given(st.emails())
def test_the_domain_of_an_address_is_that_of_its_key(address: str) -> None:
    key = email_key(address)
    if key is not None:
        assert domain_of(address) == domain_of(key)


@given(st.text(st.characters(exclude_categories=[])) | st.text("htps:/w.@acmeüxn-#?8"))
def test_no_text_breaks_the_reading_of_web_addresses(text: str) -> None:
    domain = domain_of(text)
    assert domain == domain.strip()
    assert domain_of(f"http://{domain}/") in (domain, domain.removeprefix("www."))
    assert isinstance(url_key(text), str)


def test_free_mail_hosts_are_known() -> None:
    assert is_free_mail("GMail.com")
    assert not is_free_mail("acme.com")


@pytest.mark.parametrize(
    "url", ["https://www.acme.com/", "http://acme.com", "ACME.com/", "https://acme.com:443/"]
)
def test_spellings_of_one_web_address_have_one_key(url: str) -> None:
    assert url_key(url) == "acme.com"


def test_paths_and_unusual_ports_belong_to_a_web_address() -> None:
    assert url_key("https://www.acme.com:8080/Team/?a=1") == "acme.com:8080/Team/?a=1"
    assert url_key("somewhere") == "somewhere"
