"""Opening what a record names outside of the app: a letter to somebody, a call, a web page."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
from typing import TYPE_CHECKING
from urllib.parse import quote

from tinycrm.tui.page.heads import short

if TYPE_CHECKING:
    from tinycrm.store.pages import Page
    from tinycrm.store.points import Point
    from tinycrm.tui.app import CrmApp

PATIENCE = 5
"""Seconds in which a program that cannot open something has usually said so."""
PROFILES = {
    "linkedin": "https://www.linkedin.com/in/",
    "github": "https://github.com/",
    "twitter": "https://x.com/",
    "x": "https://x.com/",
    "instagram": "https://www.instagram.com/",
    "xing": "https://www.xing.com/profile/",
    "telegram": "https://t.me/",
}
"""Where the handles of well-known places lead, by the label of the handle."""
RESERVED = "-._~:/?#[]@!$&'()*+,;=%"
"""What stays as it is in a web address (RFC 3986); all else is written in percents."""


def open_outside(app: CrmApp, subjects: list[str]) -> None:
    """Open the only thing that a record names outside, or ask which one."""
    page = app.crm.page(subjects[0], events=0)
    links = links_of(page)
    if not links:
        person = getattr(page.record, "contact_id", None)
        if page.noun == "deal" and person:
            open_outside(app, [f"C{person}"])
        else:
            app.toast("There is no e-mail address, number or web page here to open.")
        return
    if len(links) == 1:
        launch_later(app, *next(iter(links.items())))
        return
    from tinycrm.tui.dialogs.choose import Choose

    def chosen(url: str | None) -> None:
        if url is not None:
            launch_later(app, url, links[url])

    app.push_screen(Choose("Open", links), chosen)


def open_point(app: CrmApp, page: Page, which: str) -> None:
    """Open the contact point of a number, or the website of a firm for `web`."""
    points = [point for point in page.points if str(point.id) == which]
    if which == "web":
        url, value = web_url(page), str(page.record.website or page.record.domain)
    elif points:
        url, value = url_of(points[0]), points[0].value
    else:
        return
    if url:
        launch_later(app, url, value)
    else:
        from tinycrm.tui.actions.copying import put

        put(app, value)


def links_of(page: Page) -> dict[str, str]:
    """What can be opened of a record: the address to open, and what to show for it."""
    links: dict[str, str] = {}
    for point in page.points:
        url = url_of(point)
        if url and not point.invalid_since:
            label = f"  {short(point.label)}" if point.label else ""
            links.setdefault(url, f"{short(point.value)}{label}")
    web = web_url(page) if page.noun == "company" else ""
    if web:
        links.setdefault(web, short(web))
    return links


def url_of(point: Point) -> str:
    """The address under which a contact point is opened; "" where there is none."""
    value = point.value.strip()
    if point.kind == "email":
        return f"mailto:{quote(value, safe='@+')}"
    if point.kind == "phone":
        number = re.sub(r"[^\d+]", "", point.value_key or value)
        return f"tel:{number}" if number else ""
    if point.kind == "url" or re.match(r"(?i)https?://", value):
        return web_address(value)
    place = PROFILES.get((point.label or "").strip().lower())
    return f"{place}{quote(value.lstrip('@'), safe='')}" if place else ""


def web_url(page: Page) -> str:
    return web_address(str(page.record.website or page.record.domain or ""))


def web_address(value: str) -> str:
    """A web address as browsers take it; "" for one of another kind, such as `file:`."""
    value = value.strip()
    if re.match(r"(?i)(mailto|tel):", value):
        return quote(value, safe=RESERVED)
    if not re.match(r"(?i)https?://", value):
        if re.match(r"[^/?#]*:(?!\d)", value) or "." not in value:
            return ""
        value = f"https://{value.lstrip('/')}"
    return quote(value, safe=RESERVED)


def launch_later(app: CrmApp, url: str, words: str) -> None:
    app.run_worker(launch(app, url, words), group="launch")


async def launch(app: CrmApp, url: str, words: str) -> None:
    """Hand an address to the desktop; where there is none, copy it, and say so."""
    bare = re.sub(r"^(mailto|tel):", "", url)
    program = opener()
    if not program:
        app.copy_to_clipboard(bare)
        app.toast(f"Copied {short(bare)}: there is no desktop here to open it on.")
        return
    app.toast(f"Opening {short(words)}")
    if await failed(program, url):
        app.copy_to_clipboard(bare)
        app.toast(f"Copied {short(bare)}: nothing here opens it.")


def opener() -> str:
    """The program that opens addresses on this desktop; "" where there is none to be seen.

    Never a browser itself: one for the terminal would write over the screen.
    """
    if sys.platform == "darwin":
        return shutil.which("open") or ""
    if sys.platform == "win32":
        return shutil.which("explorer") or ""
    if "WSL_DISTRO_NAME" in os.environ:
        return shutil.which("wslview") or ""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return shutil.which("xdg-open") or ""
    return ""


async def failed(program: str, url: str) -> bool:
    """Run the opener beside the app, silently; True where it says that it could not."""
    nothing = asyncio.subprocess.DEVNULL
    try:
        process = await asyncio.create_subprocess_exec(
            program, url, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except OSError:
        return True
    try:
        async with asyncio.timeout(PATIENCE):
            return await process.wait() != 0 and sys.platform != "win32"
    except TimeoutError:
        return False
