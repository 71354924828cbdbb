"""Fills an open file with the sample business, through the same operations that people use."""

import random
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from tinycrm.demo import talk
from tinycrm.demo.chores import CHORES, Chore
from tinycrm.demo.firms import FIRMS, Firm
from tinycrm.demo.people import PEOPLE, Person, first_name
from tinycrm.demo.projects import PROJECTS, Project, closed_on, steps_of
from tinycrm.store import settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinycrm.crm import Crm

ACTIVITIES = 300
PHASES = {
    "": talk.FIRST,
    "Qualified": talk.BRIEF,
    "Proposal": talk.OFFER,
    "Negotiation": talk.TERMS,
    "won": talk.WORK,
    "lost": talk.GONE,
    "reopened": talk.OFFER,
}
"""What is spoken about after each step of a deal."""


def build(crm: "Crm", today: date) -> None:
    """Add the sample business to an open file, with dates relative to `today`.

    `today` is that of the file's clock, or a day before. The same day gives the same records.
    """
    Builder(crm, today).build()


class Builder:
    """Remembers what the records are called while they are added."""

    def __init__(self, crm: "Crm", today: date) -> None:
        self.crm = crm
        self.today = today
        self.random = random.Random(27)
        self.firms: dict[str, int] = {}
        self.people: dict[str, int] = {}
        self.deals: dict[str, int] = {}
        self.texts: dict[int, list[talk.Text]] = {}
        self.logged = 0

    def build(self) -> None:
        with self.crm.operation("filled the file with a sample business"):
            settings.put(self.crm.db, "goal.month", "16000 EUR")
            self.define_fields()
            for at, firm in enumerate(FIRMS):
                self.add_firm(firm, 440 - 15 * at)
            for person in PEOPLE:
                self.add_person(person)
            for project in PROJECTS:
                self.add_project(project)
            for chore in CHORES:
                self.add_chore(chore)
            self.chat()
        self.last_steps()

    # Time

    def at(self, days_ago: int, hour: int | None = None) -> str:
        """An instant in the working hours of a day gone by, or at an hour of it."""
        moment = time(
            self.random.randrange(9, 18) if hour is None else hour, self.random.randrange(0, 60, 5)
        )
        day = self.today - timedelta(days=max(days_ago, 1))
        return datetime.combine(day, moment).astimezone().isoformat()

    def day(self, days_ahead: int) -> str:
        return (self.today + timedelta(days=days_ahead)).isoformat()

    # Records

    def define_fields(self) -> None:
        self.crm.fields.add("contact", "met_at", "Met at")
        kinds = list(dict.fromkeys(project.work for project in PROJECTS))
        self.crm.fields.add("deal", "work", "Kind of work", "choice", kinds)

    def add_firm(self, firm: Firm, days_ago: int) -> None:
        address = dict(zip(("street", "postal_code", "city", "country"), firm.address, strict=True))
        fields = {
            "industry": firm.industry,
            "size": firm.size,
            "type": "customer",
            "phone": firm.phone,
            "tags": firm.tags.split(),
            "payment_terms": firm.payment_terms,
            "about": firm.about,
            "parent": firm.parent,
        }
        self.firms[firm.name] = self.crm.companies.add(
            name=firm.name,
            website=f"https://www.{firm.domain}",
            email=f"hello@{firm.domain}",
            addresses=[address],
            created_at=self.at(days_ago),
            **{field: value for field, value in fields.items() if value},
        )

    def add_person(self, person: Person) -> None:
        firm = [
            id for name, id in self.firms.items() if person.firm and name.startswith(person.firm)
        ]
        birthday = person.birthday
        if birthday == "TOMORROW":
            birthday = f"1984-{self.today + timedelta(days=1):%m-%d}"
        fields = {
            "company": f"O{firm[0]}" if firm else "",
            "job_title": person.job,
            "lifecycle": person.lifecycle,
            "tags": person.tags.split(),
            "phone": person.phone,
            "language": person.language,
            "cadence_days": person.cadence,
            "birthday": birthday,
            "met_at": person.met_at,
            "about": person.about,
            "source": "fair" if person.met_at else "",
        }
        id = self.crm.contacts.add(
            name=person.name,
            email=person.email,
            created_at=self.at(person.since),
            **{field: value for field, value in fields.items() if value},
        )
        self.people[person.name] = id
        self.add_consent(person, id)

    def add_consent(self, person: Person, id: int) -> None:
        """Customers take the newsletter, all but one of the studio's suppliers do not."""
        said = self.at(person.since - 1)
        if person.lifecycle in ("customer", "advocate", "subscriber"):
            self.crm.contacts.consent(f"C{id}", "email", "in", "newsletter form", said)
        if "supplier" in person.tags:
            self.crm.contacts.consent(f"C{id}", "email", "out", "said so by telephone", said)

    # Deals

    def add_project(self, project: Project) -> None:
        person = self.people[project.person]
        id = self.crm.deals.add(
            title=project.title,
            contact=[{"contact": f"C{person}", "role": "decides"}, *self.colleague(project)],
            amount=project.amount,
            opened_at=self.at(project.opened, 9),
            created_at=self.at(project.opened, 9),
            expected_close_on=self.day(
                project.close if project.close is not None else closed_on(project)
            ),
            source=project.source,
            next_step=project.next_step,
            tags=["repeat"] if project.source == "repeat" else [],
            work=project.work,
        )
        self.deals[project.title] = id
        steps = self.walk(project, id)
        ends = [ago for _, ago in steps[1:]]
        ends.append(ends[-1] - 45 if project.end and ends else project.quiet)
        for (step, begun), ended in zip(steps, ends, strict=True):
            count = {"": 1, "won": 3}.get(step, 2)
            self.talk_about(project, id, PHASES[step], begun, max(ended, project.quiet), count)

    def colleague(self, project: Project) -> list[dict[str, str]]:
        """Somebody else of the same firm, for every other deal."""
        firm = next(person.firm for person in PEOPLE if person.name == project.person)
        others = [
            person.name
            for person in PEOPLE
            if person.firm == firm and person.name != project.person and firm
        ]
        if not others or len(self.deals) % 2:
            return []
        return [{"contact": f"C{self.people[others[0]]}", "role": "works with us"}]

    def walk(self, project: Project, id: int) -> list[tuple[str, int]]:
        """Take a deal through its stages; returns each step with the days since."""
        steps = [("", project.opened)]
        for step, days_ago, reason in steps_of(project):
            at = self.at(days_ago, 12)
            if step == "won":
                self.crm.deals.win(id, at=at)
            elif step == "lost":
                self.crm.deals.lose(id, reason, project.competitor, at=at)
            elif step == "reopened":
                self.crm.deals.reopen(id, at=at)
            else:
                self.crm.deals.move(id, step, at=at)
            steps.append((step, days_ago))
        return steps

    def talk_about(
        self,
        project: Project,
        id: int,
        texts: "Sequence[talk.Text]",
        begun: int,
        ended: int,
        count: int,
    ) -> None:
        """Log some of what was said about a deal between two days, in its natural order."""
        days = [self.random.randint(min(ended, begun), begun) for _ in range(count)]
        said = [self.next_text(texts) for _ in range(count)]
        concerned = [f"D{id}", f"C{self.people[project.person]}"]
        for days_ago, text in zip(
            sorted(days, reverse=True), sorted(said, key=texts.index), strict=True
        ):
            self.log(text, concerned, project.person, project.thing, days_ago)

    def next_text(self, texts: "Sequence[talk.Text]") -> talk.Text:
        """One of the texts at random, all of them before any comes again."""
        left = self.texts.setdefault(id(texts), [])
        if not left:
            left += self.random.sample(texts, len(texts))
        return left.pop()

    def log(self, text: talk.Text, for_: list[str], name: str, thing: str, days_ago: int) -> None:
        kind, direction, minutes, subject, body = text
        slots = {"first": first_name(name), "thing": thing}
        at = self.at(days_ago)
        fields = {
            "direction": direction,
            "minutes": minutes,
            "subject": subject.format(**slots),
            "outcome": self.random.choice(talk.OUTCOMES.get(kind, ("",))),
        }
        self.crm.activities.add(
            kind=kind,
            for_=for_,
            body=body.format(**slots),
            happened_at=at,
            created_at=at,
            **{field: value for field, value in fields.items() if value},
        )
        self.logged += 1

    def chat(self) -> None:
        """Log what was said beside the deals until there is enough of it."""
        friends = [person for person in PEOPLE if person.quiet]
        others = [person for person in PEOPLE if not person.quiet and person.since > 100]
        for person in friends:
            self.chat_with(person, person.quiet, talk.SPOKEN)
        while self.logged < ACTIVITIES - 1:
            person = self.random.choice([*friends, *others])
            self.chat_with(person, self.random.randint(max(person.quiet, 20), person.since))

    def chat_with(
        self, person: Person, days_ago: int, texts: "Sequence[talk.Text]" = talk.FRIENDS
    ) -> None:
        text = self.next_text(texts)
        self.log(text, [f"C{self.people[person.name]}"], person.name, "", days_ago)

    # Tasks

    def add_chore(self, chore: Chore) -> None:
        days = [abs(day) for day in (chore.due, chore.done) if day is not None and day < 0]
        fields: dict[str, object] = {
            "due_on": "" if chore.due is None else self.day(chore.due),
            "due_time": chore.time,
            "repeat": chore.repeat,
            "notes": chore.notes,
            "for": self.concerned(chore.for_),
        }
        id = self.crm.tasks.add(
            title=chore.title,
            priority=chore.priority,
            created_at=self.at(max(days, default=0) + 7),
            **{field: value for field, value in fields.items() if value},
        )
        if chore.done is not None:
            self.crm.tasks.done(id, at=self.at(-chore.done))

    def concerned(self, name: str) -> list[str]:
        if name in self.people:
            return [f"C{self.people[name]}"]
        return [f"D{id}" for title, id in self.deals.items() if name and title.startswith(name)]

    # What can be undone one by one

    def last_steps(self) -> None:
        """Some steps of their own, so that there is something to look back on and to undo."""
        crm, deal = self.crm, self.deals["Subscription site"]
        imogen = f"C{self.people['Imogen Ashworth']}"
        kit = self.crm.contacts.id("kit@ridgeline.example")
        crm.deals.edit(f"D{self.deals['Catalogue 2027']}", amount="19,200 EUR")
        crm.contacts.tag(f"C{self.people['Hinemoa Parata']}", "press")
        crm.deals.move(f"D{deal}", "Negotiation")
        crm.activities.note([imogen], "The lawyer is back on Monday; call before ten.")
        crm.contacts.edit(kit, job_title="Head of web shop")
