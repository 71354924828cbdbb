"""Wave's customers."""

from tests.interchange.formats.reading import named, read, table
from tinycrm.interchange.formats import links_of

HEADER = (
    "customer_name,email,contact_first_name,contact_last_name,customer_currency,account_number,"
    "phone,fax,mobile,toll_free,website,country,province/state,address_line_1,address_line_2,city,"
    "postal_code/zip_code,shipping_address,ship-to_contact,ship-to_country,ship-to_city"
)


def test_a_customer_is_a_firm_with_the_person_to_talk_to() -> None:
    text = table(
        HEADER,
        {"customer_name": "Engines", "contact_first_name": "Ada", "ship-to_city": "York"},
        {"customer_name": "Navy", "email": "office@navy.example", "city": "Arlington"},
    )
    assert named("Wave customers", text)
    person, firm = read(text)
    assert (person.noun, person.fields["given_name"]) == ("contact", "Ada")
    assert [link.name for link in links_of(person, "company")] == ["Engines"]
    assert person.fields["addresses"] == [{"label": "shipping", "city": "York"}]
    assert (firm.noun, firm.fields["name"]) == ("company", "Navy")
    assert firm.fields["email"][0]["value"] == "office@navy.example"
