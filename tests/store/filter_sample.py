"""A small file in which the tests of filters look for records."""

from datetime import date
from pathlib import Path

from tinycrm.store.database import Database
from tinycrm.store.filters import FilterContext, compile_filter, compile_sort

TODAY = date(2026, 3, 27)  # a Friday
NOUNS = ("contact", "company", "deal", "activity", "task")
CUSTOM = {
    "region": "text",
    "Größe": "choice",
    "score": "number",
    "budget": "money",
    "renewal": "date",
    "vegan": "flag",
    "it's": "text",
    "name": "text",
}


class Sample:
    """A small file, and what a filter finds in it."""

    def __init__(self, path: Path) -> None:
        self.db = Database(str(path))
        self.ctx = FilterContext(
            TODAY, lambda noun: CUSTOM if noun == "contact" else {}, lambda: "EUR"
        )

    def find(self, noun: str, text: str, sort: str = "id") -> list[int]:
        where, parameters = compile_filter(noun, text, self.ctx)
        order = compile_sort(noun, sort, self.ctx)
        sql = f"SELECT {noun}.id FROM {noun} WHERE {where} ORDER BY {order}"
        return [id for (id,) in self.db.rows(sql, parameters)]

    def plan(self, noun: str, text: str) -> str:
        where, parameters = compile_filter(noun, text, self.ctx)
        sql = f"EXPLAIN QUERY PLAN SELECT {noun}.id FROM {noun} WHERE {where}"
        return "\n".join(row[3] for row in self.db.rows(sql, parameters))

    def put(self, table: str, **values: object) -> int:
        if table in NOUNS:
            id = self.db.insert_record(table, {"created_at": "2026-01-01T10:00:00.000Z", **values})
        else:
            id = self.db.insert(table, values)
        return id

    def contact(self, name: str, **values: object) -> int:
        names = {"name": name, "name_key": name.lower(), "sort_key": name.split()[-1].lower()}
        return self.put("contact", **names, **values)

    def tag(self, name: str, **target: int) -> None:
        known = self.db.value("SELECT id FROM tag WHERE name_key = ?", (name.lower(),))
        tag = known or self.put("tag", name=name, name_key=name.lower())
        self.put("record_tag", tag_id=tag, **target)

    def point(self, kind: str, value: str, key: str | None, **target: int) -> None:
        self.put("contact_point", kind=kind, value=value, value_key=key, **target)

    def activity(self, kind: str, at: str, **values: object) -> int:
        links = {key: values.pop(key) for key in list(values) if key.endswith("_id")}
        id = self.put("activity", kind=kind, happened_at=at, **values)
        for column, target in links.items():
            self.put("activity_link", activity_id=id, **{column: target})
        return id

    def task(self, title: str, due: str | None, **values: object) -> int:
        links = {key: values.pop(key) for key in list(values) if key.endswith("_id")}
        id = self.put("task", title=title, due_on=due, **values)
        for column, target in links.items():
            self.put("task_link", task_id=id, **{column: target})
        return id


def fill(s: Sample) -> None:
    acme, empty = (
        s.put("company", name=name, name_key=name.lower(), sort_key=name.lower(), **more)
        for name, more in (
            ("Acme Inc", {"domain": "acme.com", "industry": "Engines", "size": "11-50"}),
            ("Bäckerei Weiß", {"parent_id": None, "type": "partner"}),
        )
    )
    ada = s.contact(
        "Ada Lovelace",
        company_id=acme,
        job_title="Chief Engineer",
        lifecycle="customer",
        lead_status="Won over",
        source="Messe",
        owner="Zoë",
        language="de",
        birthday="--12-28",
        custom='{"region": "Nörd", "score": 7, "budget": "1200.50 EUR", "vegan": true,'
        ' "renewal": "2026-04-01", "name": "x", "it\'s": "fine"}',
    )
    brien = s.contact(
        "Conan O'Brien", lifecycle="lead", birthday="1963-04-18", cadence_days=30, custom="{}"
    )
    jurgen = s.contact(
        "Jürgen Groß",
        company_id=empty,
        job_title="CEO (interim)",
        cadence_days=3000,
        custom='{"score": -1.5, "vegan": false, "Größe": "XL", "budget": "900.00 USD"}',
    )
    s.contact("Old Timer", archived_at="2026-02-01T00:00:00.000Z")
    s.contact("Gone Girl", deleted_at="2026-02-01T00:00:00.000Z")
    s.tag("VIP", contact_id=ada)
    s.tag("Big Fish", contact_id=ada)
    s.tag("vip", contact_id=jurgen)
    s.tag("none", contact_id=brien)
    s.point("email", "Ada@Example.com", "ada@example.com", contact_id=ada)
    s.point("email", "a@b.co", "a@b.co", contact_id=brien)
    s.point("phone", "+44 20 7946 0958", "+442079460958", contact_id=ada)
    s.point("phone", "ext 12-34", None, contact_id=jurgen)
    s.put("address", contact_id=ada, city="München", country="DE")
    s.put("consent", contact_id=ada, channel="email", status="out", at="2026-01-01T00:00:00.000Z")
    s.put("consent", contact_id=ada, channel="email", status="in", at="2026-01-02T00:00:00.000Z")
    s.put("consent", contact_id=brien, channel="email", status="in", at="2026-01-01T00:00:00.000Z")
    s.put("consent", contact_id=brien, channel="email", status="out", at="2026-01-02T00:00:00.000Z")
    deals(s, ada, jurgen, acme)
    s.activity(
        "call",
        "2026-03-26T23:30:00.000Z",
        subject="Engine",
        minutes=15,
        contact_id=ada,
        outcome="ok",
    )
    s.activity("note", "2026-02-01T09:00:00.000Z", body="C++ and Straße", contact_id=jurgen)
    s.activity("email", "2026-03-27T08:00:00.000Z", direction="out", deal_id=1, company_id=acme)
    s.task("Ring Ada", "2026-03-27", contact_id=ada, priority="high", due_time="09:00")
    s.task("Send offer", "2026-03-20", deal_id=1, recurrence="weekly")
    s.task("Some day", None, notes="no hurry")
    s.task("Was done", "2026-03-01", contact_id=brien, done_at="2026-03-01T10:00:00.000Z")


def deals(s: Sample, ada: int, jurgen: int, acme: int) -> None:
    def deal(title: str, amount: int | None, currency: str, stage: int, **values: object) -> int:
        values = {
            "opened_at": "2026-03-01T10:00:00.000Z",
            "stage_entered_at": "2026-03-20T10:00:00.000Z",
            **values,
        }
        return s.put(
            "deal", title=title, sort_key=title.lower(), amount=amount, currency=currency,
            stage_id=stage, **values,
        )  # fmt: skip

    deal("Engine No. 2", 120050, "EUR", 3, company_id=acme, expected_close_on="2026-03-31")
    deal("Tokyo", 5000, "JPY", 1, stage_entered_at="2026-01-05T10:00:00.000Z")
    closed = {"closed_at": "2026-02-10T10:00:00.000Z"}
    deal("Lost one", 90000, "USD", 2, status="lost", lost_reason="Price too high", **closed)
    deal("Won one", None, "EUR", 4, status="won", probability=100, **closed)
    s.put("deal_contact", deal_id=1, contact_id=ada)
    s.put("deal_contact", deal_id=3, contact_id=jurgen)
    s.tag("vip", deal_id=1)


ADA, BRIEN, JURGEN, OLD, GONE = 1, 2, 3, 4, 5
