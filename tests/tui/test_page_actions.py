"""Copying, opening and consent, from a page and from a list."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from tinycrm.crm import Crm
from tinycrm.store.points import Point
from tinycrm.tui.actions.opening import links_of, url_of, web_address


def ada(crm: Crm) -> None:
    crm.contacts.add(
        name="Ada Lovelace",
        email={"value": "ada@example.com", "label": "work"},
        phone="+44 20 7946 0958",
        url="example.com/ada",
        addresses=[{"street": "5 Kings Road", "city": "London"}],
    )


def point(kind: str, value: str, label: str | None = None) -> Point:
    return Point(1, kind, label, value, None, 1, None)


@pytest.mark.parametrize(
    ("kind", "value", "label", "url"),
    [
        ("email", "ada@example.com", None, "mailto:ada@example.com"),
        ("email", "a?bcc=x@example.com", None, "mailto:a%3Fbcc%3Dx@example.com"),
        ("phone", "+44 (20) 79-46", None, "tel:+44207946"),
        ("url", "example.com/a b", None, "https://example.com/a%20b"),
        ("url", "http://example.com:8080/", None, "http://example.com:8080/"),
        ("url", "example.com:8080", None, "https://example.com:8080"),
        ("url", "file:///etc/passwd", None, ""),
        ("url", "javascript:alert(1)", None, ""),
        ("url", "--help", None, ""),
        ("handle", "@ada", "GitHub", "https://github.com/ada"),
        ("handle", "ada/../x", "linkedin", "https://www.linkedin.com/in/ada%2F..%2Fx"),
        ("handle", "@ada", "matrix", ""),
    ],
)
def test_only_letters_calls_and_web_pages_are_opened(
    kind: str, value: str, label: str | None, url: str
) -> None:
    assert url_of(point(kind, value, label)) == url


def test_no_control_character_reaches_the_desktop() -> None:
    assert web_address("https://example.com/\x1b]0;x\x07\n--y") == (
        "https://example.com/%1B]0;x%07%0A--y"
    )


def test_addresses_that_no_longer_work_are_not_offered(crm: Crm) -> None:
    crm.contacts.add(
        name="Ada",
        email=[{"value": "old@example.com", "invalid_since": "2026-01-01"}, "new@example.com"],
    )
    assert list(links_of(crm.page("C1"))) == ["mailto:new@example.com"]


def test_what_is_chosen_of_a_record_is_copied(open_app, crm) -> None:
    ada(crm)

    async def steps() -> None:
        async with open_app(size=(80, 30)) as person:
            await person.press("2")
            await person.burst("c", *"work", "enter")
            assert person.app.clipboard == "ada@example.com"
            assert "Copied ada@example.com" in person.said
            await person.burst("c", "enter")
            assert person.app.clipboard == "C1"
            await person.burst("c", *"kings", "enter")
            assert person.app.clipboard == "5 Kings Road\nLondon"
            await person.burst("c", *"vcard", "enter")
            assert person.app.clipboard.startswith("BEGIN:VCARD")
            assert "ada@example.com" in person.app.clipboard

    asyncio.run(steps())


def test_the_line_under_the_cursor_is_copied_first(open_app, crm) -> None:
    ada(crm)

    async def steps() -> None:
        async with open_app(size=(80, 30)) as person:
            await person.press("2", "enter", "right_square_bracket", "down")
            await person.burst("c", "enter")
            assert person.app.clipboard == "+44 20 7946 0958"

    asyncio.run(steps())


def test_without_a_desktop_an_address_is_copied_instead(open_app, crm, monkeypatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    ada(crm)

    async def steps() -> None:
        async with open_app(size=(80, 30)) as person:
            await person.press("2")
            await person.burst("o", *"ada@", "enter")
            assert person.app.clipboard == "ada@example.com"
            assert "there is no desktop here" in person.said

    asyncio.run(steps())


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the desktop")
def test_a_desktop_is_handed_the_address(open_app, crm, monkeypatch, tmp_path: Path) -> None:
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" > {tmp_path}/opened\necho noise\n')
    opener.chmod(0o755)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WSL_DISTRO_NAME", raising=False)
    monkeypatch.setenv("PATH", f"{opener.parent}:{os.environ['PATH']}")
    ada(crm)

    async def steps() -> None:
        async with open_app(size=(80, 30)) as person:
            await person.press("2", "enter", "right_square_bracket", "enter")
            assert "Opening ada@example.com" in person.said
            assert "noise" not in person.screen

    asyncio.run(steps())
    assert (tmp_path / "opened").read_text() == "mailto:ada@example.com"


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the desktop")
def test_what_a_desktop_cannot_open_is_copied(open_app, crm, monkeypatch, tmp_path: Path) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text("#!/bin/sh\nexit 3\n")
    opener.chmod(0o755)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WSL_DISTRO_NAME", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    crm.contacts.add(name="Ada", email="ada@example.com")

    async def steps() -> None:
        async with open_app(size=(80, 30)) as person:
            await person.press("2", "o")
            assert "nothing here opens it" in person.said
            assert person.app.clipboard == "ada@example.com"

    asyncio.run(steps())


def test_there_may_be_nothing_to_open(open_app, crm) -> None:
    crm.contacts.add(name="Ada")

    async def steps() -> None:
        async with open_app(size=(80, 30)) as person:
            await person.press("2", "o")
            assert "There is no e-mail address" in person.said

    asyncio.run(steps())


def test_consent_is_written_down_and_undone(open_app, crm) -> None:
    ada(crm)

    async def steps() -> None:
        async with open_app(size=(80, 40)) as person:
            await person.press("2", "enter")
            await person.burst("K", *"email", "enter", *"agrees", "enter", *"the fair", "enter")
            (held,) = crm.contacts.consents("C1")
            assert (held.channel, held.status, held.basis) == ("email", "in", "the fair")
            assert "agrees" in person.screen
            await person.press("ctrl+z")
            assert crm.contacts.consents("C1") == []

    asyncio.run(steps())


def test_a_consent_is_changed_from_its_line(open_app, crm) -> None:
    ada(crm)
    crm.contacts.consent("C1", "phone", "in", at="2026-01-01T00:00:00Z")

    async def steps() -> None:
        async with open_app(size=(80, 40)) as person:
            await person.press("2", "enter", "right_square_bracket", "right_square_bracket")
            await person.press("enter")
            await person.burst(*"refuses", "enter", "enter")
            assert crm.contacts.consents("C1")[-1].status == "out"
            assert "refuses" in person.screen

    asyncio.run(steps())
