"""Quick add: a contact from one line such as `Jane Doe <jane@acme.com> @Acme #lead`."""

import re
from typing import NamedTuple

from tinycrm.domain.emails import check_email, email_key
from tinycrm.domain.phones import looks_like_phone
from tinycrm.domain.text import clean_input, fold, is_blank, quote_value
from tinycrm.domain.web import domain_of
from tinycrm.errors import InvalidError

_HELP = "Write for example: Jane Doe <jane@acme.com> +1 415 555 0100 @Acme #lead // met in Bonn"
_TOKEN = r"""
    (?P<note>(?://|--(?=\s|$))(?P<text>.*))
  | [@\#]"[^"]*"(?=[\s,;]|$)[,;]*
  | <[^<>\s]{1,320}>
  | \S+?(?=\s|$|<[^<>\s]{1,320}>)
"""
_LONGEST_PHONE = 15  # words; a number has at most 15 digits


class QuickAdd(NamedTuple):
    """What a line says about a contact; what it does not say is empty."""

    name: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    company: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""

    def fields(self) -> dict[str, object]:
        """What is there of the contact, by the names of its fields; the note is none of them."""
        found = {
            "name": self.name,
            "email": self.emails,
            "phone": self.phones,
            "url": self.urls,
            "company": self.company,
            "tags": self.tags,
        }
        return {field: value for field, value in found.items() if value}


def parse_quick_add(text: str) -> QuickAdd:
    """Read a line: addresses, numbers, URLs, `@Company`, `@"Two words"`, `#tag`, `// note`.

    The remaining words are the name; without any it is made from the first e-mail address.
    Raises InvalidError for an address that is none, a second company, or no name at all.
    """
    tokens, note = _tokens(clean_input(text, "quick add"))
    emails: list[str] = []
    phones: list[str] = []
    urls: list[str] = []
    companies: list[str] = []
    tags: list[str] = []
    names: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        length = _phone_length(tokens, index)
        if length:
            phones.append(" ".join(tokens[index : index + length]).rstrip(",;"))
        elif token[0] == "@":
            companies.append(_marked(token, "company"))
        elif token[0] == "#":
            tags.append(_marked(token, "tag"))
        elif _is_url(token):
            urls.append(_url(token))
        elif "@" in token or re.fullmatch(r"<.+>", token):
            emails.append(_email(token))
        else:
            names.append(token)
        index += length or 1
    if len(companies) > 1:
        shown = f"{quote_value(companies[0])} and {quote_value(companies[1])}"
        raise InvalidError(f"Two companies are named: {shown}.", "Name one.", "company")
    return QuickAdd(
        _name(names, emails),
        tuple({email_key(email): email for email in reversed(emails)}.values())[::-1],
        tuple(dict.fromkeys(phones)),
        tuple(dict.fromkeys(urls)),
        companies[0] if companies else "",
        tuple({fold(tag): tag for tag in reversed(tags)}.values())[::-1],
        note,
    )


def _tokens(text: str) -> tuple[list[str], str]:
    tokens: list[str] = []
    for match in re.finditer(_TOKEN, text, re.VERBOSE | re.DOTALL):
        before = text[match.start() - 1 : match.start()]
        if match["note"] is not None and (not before or before.isspace()):
            return tokens, match["text"].strip()
        if re.match(r'[@#]"', match[0]) and not re.match(r'[@#]"[^"]*"[,;]*$', match[0]):
            raise InvalidError(
                f"The quotation mark in {quote_value(match[0])} is not closed.", _HELP
            )
        tokens.append(match[0])
    return tokens, ""


def _phone_length(tokens: list[str], start: int) -> int:
    """How many words from here on make up a telephone number; 0 if they do not."""
    found = 0
    for end in range(start, min(start + _LONGEST_PHONE, len(tokens))):
        word = tokens[end]
        extension = end > start and re.fullmatch(r"(?i)(?:ext\.?|x)\d*[,;]?", word)
        if not extension and not re.fullmatch(
            r"[+(\d][\d().\-/\u2010-\u2013]*(?:x\d+)?[,;]?|[-/]", word
        ):
            break
        if end > start and word[0] == "+":
            break
        if looks_like_phone(" ".join(tokens[start : end + 1]).rstrip(",;")):
            found = end + 1 - start
        if word[-1] in ",;":
            break
    return found


def _marked(token: str, what: str) -> str:
    value = token[1:].rstrip(",;").strip('"').strip()
    if is_blank(value):
        raise InvalidError(f"The {what} after {token[0]} is missing.", _HELP, what)
    return value


def _is_url(token: str) -> bool:
    return re.match(r"(?i)<?(?:https?://|www\.)", token) is not None


def _url(token: str) -> str:
    url = token.strip("<>").rstrip(".,;")
    if not domain_of(url):
        raise InvalidError(f"{quote_value(url)} is not a web address.", _HELP, "url")
    return url


def _email(token: str) -> str:
    address = token.strip("<>").rstrip(".,;").removeprefix("mailto:")
    reason = check_email(address)
    if reason:
        raise InvalidError(
            f"{quote_value(address)} is not an e-mail address. {reason}", _HELP, "email"
        )
    return address


def _name(words: list[str], emails: list[str]) -> str:
    name = " ".join(words).strip(" ,;")
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = name[1:-1].strip()
    if not is_blank(name):
        return name
    if not emails:
        raise InvalidError("There is no name.", _HELP, "name")
    local = emails[0].rpartition("@")[0]
    parts = re.split(r"[._-]+", local.partition("+")[0])
    return " ".join(part.capitalize() for part in parts if part) or local
