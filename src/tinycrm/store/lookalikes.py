"""Who may be the same person or firm as another: found by an index, by a few look-ups."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tinycrm.store.database import Database

SAME = {
    "email": "e-mail",
    "phone": "phone number",
    "name": "name",
    "form": "name in another form",
    "domain": "domain",
}
MOST = 3
ENOUGH = 50
"""Whoever scores less than this is known to be somebody else, like a spouse at one telephone."""


class Lookalike(NamedTuple):
    """A record that shares something with another one; `same` says what, in words."""

    id: int
    name: str
    same: str


def lookalikes(db: "Database", id: int) -> list[Lookalike]:
    """Those who share an e-mail address, a telephone number or the name with a person.

    At most three; each once, by the strongest sign. Who is in the trash is left out, and who
    shares an address or a number but is called quite otherwise.
    """
    shared = db.rows(
        """SELECT contact.id, contact.name, other.kind FROM contact_point AS own
           CROSS JOIN contact_point AS other
             ON other.value_key = own.value_key AND other.kind = own.kind
           CROSS JOIN contact ON contact.id = other.contact_id
           WHERE own.contact_id = ?1 AND own.kind IN ('email', 'phone')
             AND contact.id <> ?1 AND contact.deleted_at IS NULL
           LIMIT ?2""",
        (id, 2 * MOST),
    )
    return likely(db, "contact", id, [*shared, *of_same_name(db, id)])


def of_same_name(db: "Database", id: int) -> list[tuple[int, str, str]]:
    """People of a person's name, also with its parts the other way round or without umlauts."""
    name, key = db.rows("SELECT name, name_key FROM contact WHERE id = ?", (id,))[0]
    forms = forms_of(name, key)
    return db.rows(
        "SELECT id, name, iif(name_key = ?2, 'name', 'form') FROM contact"
        f" WHERE name_key IN ({', '.join(f'?{n + 4}' for n in range(len(forms)))})"
        " AND id <> ?1 AND deleted_at IS NULL ORDER BY name_key <> ?2 LIMIT ?3",
        (id, key, MOST, *forms),
    )


def forms_of(name: str, key: str) -> list[str]:
    """The keys of a name: its own, with the family name first, and with umlauts spelled otherwise.

    Of “Jörg Müller” these are jorg muller, muller jorg, joerg mueller and mueller joerg.
    """
    if not key:
        return []
    from tinycrm.domain.names import name_key

    spelled = name.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    forms = []
    plain = key.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    for form in (key, name_key(spelled), plain):
        words = form.split()
        forms += [form, " ".join([*words[-1:], *words[:-1]]), " ".join([*words[1:], *words[:1]])]
    return list(dict.fromkeys(forms))


def similar_firms(db: "Database", id: int) -> list[Lookalike]:
    """Firms of the same domain, or the same name apart from the legal form; at most three."""
    found = []
    for column, sign in (("name_key", "name"), ("domain", "domain")):
        found += db.rows(
            f"""SELECT company.id, company.name, '{sign}' FROM company AS own
                CROSS JOIN company ON company.{column} = own.{column}
                WHERE own.id = ?1 AND own.{column} <> '' AND company.id <> ?1
                  AND company.deleted_at IS NULL
                LIMIT ?2""",
            (id, MOST),
        )
    return likely(db, "company", id, found)


def likely(
    db: "Database", noun: str, id: int, signs: list[tuple[int, str, str]]
) -> list[Lookalike]:
    """Those who score enough when they are compared, as `tinycrm.store.duplicates` does."""
    found: dict[int, Lookalike] = {}
    for sign in SAME:
        for other, name, kind in signs:
            if kind == sign:
                found.setdefault(other, Lookalike(other, name, SAME[sign]))
    if not found:
        return []
    from tinycrm.domain.similarity import compare
    from tinycrm.store.comparable import load

    records = load(db, noun, [id, *found])
    alike = (
        one for one in found.values() if compare(records[id], records[one.id]).points >= ENOUGH
    )
    return list(alike)[:MOST]
