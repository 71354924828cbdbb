"""Labels of contact points when their primary one is replaced."""


def labels(crm) -> list[tuple[str, str | None]]:
    return [(point.value, point.label) for point in crm.page("C1").points]


def test_a_label_stays_when_only_the_value_is_replaced(crm) -> None:
    crm.contacts.add(name="Ada", email={"value": "a@x.example", "label": "work"})
    crm.contacts.edit("C1", email="b@x.example")
    assert labels(crm) == [("b@x.example", "work")]
    crm.contacts.edit("C1", email={"value": "c@x.example", "label": None})
    assert labels(crm) == [("c@x.example", "work")]


def test_an_empty_label_takes_it_off(crm) -> None:
    crm.contacts.add(name="Ada", email={"value": "a@x.example", "label": "work"})
    crm.contacts.edit("C1", email={"value": "a@x.example", "label": ""})
    assert labels(crm) == [("a@x.example", None)]
