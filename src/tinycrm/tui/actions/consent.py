"""Writing down what a person agrees to, and what they refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.tui.page.sections import CONSENT

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp

CHANNELS = ("email", "phone", "sms", "post", "whatsapp")


def set_consent(app: CrmApp, subjects: list[str]) -> None:
    """Ask for a channel and for what was said about it."""
    from tinycrm.tui.dialogs.choose import Choose

    ref = subjects[0]
    held = {consent.channel: consent.status for consent in app.crm.page(ref, events=0).consents}
    options = {
        channel: f"{channel:<12} {CONSENT.get(held.get(channel, ''), 'nothing said yet')}"
        for channel in [*held, *(channel for channel in CHANNELS if channel not in held)]
    }

    def chosen(channel: str | None) -> None:
        if channel is not None:
            ask(app, ref, channel)

    app.push_screen(Choose("Consent: by which channel?", options, free=True), chosen)


def ask(app: CrmApp, ref: str, channel: str) -> None:
    """Ask whether a person agrees to be reached by a channel, and where that is from."""
    from tinycrm.tui.dialogs.ask import Ask
    from tinycrm.tui.dialogs.choose import Choose

    def basis_given(status: str, basis: str | None) -> None:
        if basis is not None:
            app.change(lambda crm: crm.contacts.consent(ref, channel, status, basis))

    def status_given(status: str | None) -> None:
        if status is not None:
            hint = "the form on the website, by phone … or nothing"
            app.push_screen(
                Ask("Where is that from?", hint=hint), lambda basis: basis_given(status, basis)
            )

    app.push_screen(Choose("Consent: what was said?", CONSENT), status_given)
