"""Domains and web addresses: the host that identifies a company, and keys for matching."""

from __future__ import annotations

import re

_SCHEME = r"(?i:[a-z][a-z0-9+.-]*://|//|mailto:)"


def domain_of(address: str) -> str:
    """The lower-case host in a URL, an e-mail address or a bare domain, without `www.`.

    Empty if there is none: a word without a dot is a host only in a URL. Punycode is decoded.
    """
    text = address.strip()
    scheme = re.match(_SCHEME, text)
    if scheme:
        text = text[scheme.end() :]
    authority = re.split(r"[/?#\\]", text, maxsplit=1)[0]
    host = re.sub(r":\d*$", "", authority.rpartition("@")[2])
    return _normal_host(host, bare=scheme is None)


def _normal_host(host: str, *, bare: bool) -> str:
    # Characters that are neither letters nor digits are left to Indic scripts, which need them.
    if len(host) > 253 or not re.fullmatch(r"(?:[\w-]|[\u0300-\u0dff]|[.。])+", host):
        return ""
    labels = [unicode_label(label) for label in host.lower().replace("。", ".").split(".")]
    if labels and not labels[-1]:
        labels.pop()
    while len(labels) > 2 and labels[0] == "www":
        del labels[0]
    if not all(labels) or (bare and len(labels) < 2):
        return ""
    return ".".join(labels)


def unicode_label(label: str) -> str:
    """One part of a domain in its Unicode form: `xn--bcher-kva` is `bücher`."""
    if label.isascii() and not label.startswith("xn--"):
        return label
    import idna

    try:
        return idna.ulabel(label)
    except (idna.IDNAError, UnicodeError):
        return label


def is_free_mail(domain: str) -> bool:
    """Whether anyone can have an address at the domain, so that it says nothing of a company."""
    return domain.lower() in {
        "126.com", "163.com", "aim.com", "aol.com", "bk.ru", "bluewin.ch", "btinternet.com",
        "comcast.net", "cox.net", "earthlink.net", "fastmail.com", "fastmail.fm", "free.fr",
        "freenet.de", "gmail.com", "gmx.at", "gmx.ch", "gmx.com", "gmx.de", "gmx.net",
        "googlemail.com", "hey.com", "hotmail.co.uk", "hotmail.com", "hotmail.de", "hotmail.es",
        "hotmail.fr", "hotmail.it", "hushmail.com", "icloud.com", "inbox.ru", "interia.pl",
        "laposte.net", "libero.it", "list.ru", "live.co.uk", "live.com", "live.fr", "live.nl",
        "mac.com", "mail.com", "mail.ru", "mailbox.org", "me.com", "msn.com", "naver.com",
        "o2.pl", "orange.fr", "outlook.com", "outlook.de", "outlook.fr", "pm.me", "posteo.de",
        "proton.me", "protonmail.com", "qq.com", "rambler.ru", "rediffmail.com", "rocketmail.com",
        "seznam.cz", "sfr.fr", "t-online.de", "tuta.com", "tutanota.com", "uol.com.br",
        "verizon.net", "wanadoo.fr", "web.de", "wp.pl", "ya.ru", "yahoo.ca", "yahoo.co.in",
        "yahoo.co.jp", "yahoo.co.uk", "yahoo.com", "yahoo.com.br", "yahoo.de", "yahoo.es",
        "yahoo.fr", "yahoo.it", "yandex.com", "yandex.ru", "ymail.com", "zoho.com",
    }  # fmt: skip


def url_key(url: str) -> str:
    """The key under which a web address is matched: without scheme, `www.` and closing slash."""
    text = url.strip()
    host = domain_of(text)
    if not host or "@" in re.split(r"[/?#]", re.sub(f"^{_SCHEME}", "", text), maxsplit=1)[0]:
        return text.rstrip("/")
    rest = re.sub(f"^{_SCHEME}", "", text)
    authority = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    port = re.search(r":\d+$", authority)
    shown_port = "" if port is None or port[0] in (":80", ":443") else port[0]
    return (host + shown_port + rest[len(authority) :]).rstrip("/")
