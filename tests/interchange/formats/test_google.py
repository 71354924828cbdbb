"""Google Contacts, both formats."""

from tests.interchange.formats.reading import named, one, opened, read, table, values

NEW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,"
    "Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,"
    "Organization Department,Birthday,Notes,Photo,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,"
    "Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,"
    "Address 1 - Country,Address 1 - Extended Address,Relation 1 - Label,Relation 1 - Value,"
    "Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value,"
    "Custom Field 1 - Label,Custom Field 1 - Value"
)
OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,"
    "Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,"
    "Gender,Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,"
    "Priority,Subject,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,"
    "E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Type,Address 1 - Formatted,"
    "Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,"
    "Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,"
    "Organization 1 - Type,Organization 1 - Name,Organization 1 - Yomi Name,"
    "Organization 1 - Title,Organization 1 - Department,Organization 2 - Name"
)
ADA = {
    "First Name": "Ada",
    "Last Name": "Lovelace",
    "Name Prefix": "Dr.",
    "Organization Name": "Engines Ltd",
    "Organization Title": "Analyst",
    "Organization Department": "Research",
    "Birthday": "--12-10",
    "Notes": "first line\nsecond line",
    "Photo": "https://photos.example/ada",
    "Labels": "Friends ::: VIP ::: * myContacts",
    "E-mail 1 - Label": "Work",
    "E-mail 1 - Value": "ada@engines.example",
    "E-mail 2 - Label": "* Home",
    "E-mail 2 - Value": "ada@home.example ::: countess@home.example",
    "Phone 1 - Label": "Mobile",
    "Phone 1 - Value": "+41319280960 ::: +41792648866",
    "Address 1 - Label": "Home",
    "Address 1 - Formatted": "12 St James's Square\nLondon",
    "Address 1 - Street": "12 St James's Square",
    "Address 1 - City": "London",
    "Address 1 - PO Box": "77",
    "Address 1 - Country": "UK",
    "Relation 1 - Label": "Spouse",
    "Relation 1 - Value": "William",
    "Website 1 - Label": "Blog",
    "Website 1 - Value": "http://ada.example",
    "Event 1 - Label": "Anniversary",
    "Event 1 - Value": "1835-07-08",
    "Custom Field 1 - Label": "Account no",
    "Custom Field 1 - Value": "A-17",
}


def test_both_formats_are_recognised() -> None:
    assert named("Google Contacts", table(NEW, ADA))
    assert named("Google Contacts", table(OLD, {"Name": "Ada"}))


def test_everything_of_a_full_entry_arrives() -> None:
    item = one(table(NEW, ADA))
    assert item.noun == "contact"
    assert item.source == "google"
    assert item.fields["given_name"] == "Ada"
    assert item.fields["prefix"] == "Dr."
    assert item.fields["job_title"] == "Analyst"
    assert item.fields["birthday"] == "--12-10"
    assert item.fields["about"] == "first line\nsecond line"
    assert item.fields["tags"] == ["Friends", "VIP"]
    assert values(item.fields["email"]) == [
        ("ada@home.example", "home"),
        ("countess@home.example", "home"),
        ("ada@engines.example", "work"),
    ]
    assert values(item.fields["phone"]) == [
        ("+41319280960", "mobile"),
        ("+41792648866", "mobile"),
    ]
    assert values(item.fields["url"]) == [("http://ada.example", "blog")]
    assert item.fields["addresses"] == [
        {
            "label": "home",
            "street": "12 St James's Square\nPO Box 77",
            "city": "London",
            "country": "UK",
        }
    ]
    assert item.links["company"].name == "Engines Ltd"
    assert item.extra == {
        "Organization Department": "Research",
        "Relation Spouse": "William",
        "Event Anniversary": "1835-07-08",
        "Account no": "A-17",
    }
    assert item.warnings == []


def test_only_the_photo_is_ignored() -> None:
    accounts = opened(table(NEW, ADA))[1].accounts()
    assert [title for title, fate in accounts.items() if fate == "ignored"] == ["Photo"]
    assert accounts["Organization Department"] == "extra"
    assert accounts["Phonetic First Name"] == "empty"


def test_an_entry_with_an_address_alone_is_called_by_it() -> None:
    row = {"Labels": "* Other Contacts", "E-mail 1 - Value": "shop@example.com"}
    item = one(table(NEW, row))
    assert item.fields["name"] == "shop@example.com"
    assert "tags" not in item.fields


def test_an_entry_with_a_firm_alone_is_that_firm() -> None:
    row = {
        "Organization Name": "City Printers",
        "Phone 1 - Label": "Work",
        "Phone 1 - Value": "030 1234567",
        "Website 1 - Value": "printers.example",
        "Birthday": "1999-01-01",
    }
    item = one(table(NEW, row))
    assert item.noun == "company"
    assert item.fields["name"] == "City Printers"
    assert item.fields["website"] == "printers.example"
    assert values(item.fields["phone"]) == [("030 1234567", "work")]
    assert item.extra == {"Birthday": "1999-01-01"}


def test_the_old_format_has_types_several_firms_and_addresses_in_one_cell() -> None:
    row = {
        "Name": "Grace Hopper",
        "Given Name": "Grace",
        "Family Name": "Hopper",
        "Maiden Name": "Murray",
        "Birthday": " 1906-12-09",
        "Group Membership": "* myContacts ::: Navy",
        "E-mail 1 - Type": "* Work",
        "E-mail 1 - Value": "grace@navy.example",
        "Address 1 - Type": "Work",
        "Address 1 - Street": "1 Navy Yard ::: 2 Yale Road",
        "Address 1 - City": "Washington ::: New Haven",
        "Organization 1 - Name": "Navy",
        "Organization 1 - Title": "Rear Admiral",
        "Organization 2 - Name": "Digital",
    }
    item = one(table(OLD, row))
    assert item.fields["birthday"] == "1906-12-09"
    assert item.fields["tags"] == ["Navy"]
    assert item.fields["job_title"] == "Rear Admiral"
    assert item.links["company"].name == "Navy"
    assert [place["city"] for place in item.fields["addresses"]] == ["Washington", "New Haven"]
    assert item.extra == {"Maiden Name": "Murray", "Organization 2 - Name": "Digital"}


def test_the_title_in_the_firm_goes_before_the_occupation() -> None:
    grace = {"Name": "Grace Hopper", "Occupation": "Mathematician"}
    both = one(table(OLD, {**grace, "Organization 1 - Title": "Rear Admiral"}))
    assert both.fields["job_title"] == "Rear Admiral"
    assert both.extra == {"Occupation": "Mathematician"}
    alone = one(table(OLD, grace))
    assert (alone.fields["job_title"], alone.extra) == ("Mathematician", {})


def test_as_many_groups_are_read_as_there_are() -> None:
    header = NEW + "".join(
        f",E-mail {number} - Label,E-mail {number} - Value" for number in range(3, 13)
    )
    row = {"First Name": "Ada", **{f"E-mail {n} - Value": f"a{n}@x.example" for n in range(1, 13)}}
    item = one(table(header, row))
    assert [value for value, _ in values(item.fields["email"])] == [
        f"a{number}@x.example" for number in range(1, 13)
    ]


def test_a_header_that_comes_again_is_no_person() -> None:
    text = table(NEW, ADA) + table(NEW, {"First Name": "Grace"})
    assert [item.fields["given_name"] for item in read(text)] == ["Ada", "Grace"]


def test_a_file_of_which_columns_were_deleted_is_still_known() -> None:
    header = "Name,E-mail 1 - Type,E-mail 1 - Value"
    text = table(header, {"Name": "Ada", "E-mail 1 - Value": "a@a.co"})
    assert named("Google Contacts", text)
    assert values(one(text).fields["email"]) == [("a@a.co", None)]


def test_a_whole_address_that_says_more_than_its_parts_is_kept() -> None:
    header = "Name,E-mail 1 - Value,Address 1 - Type,Address 1 - Formatted,Address 1 - City"
    row = {"Name": "Ada", "Address 1 - Type": "Home", "Address 1 - City": "London"}
    more = one(table(header, {**row, "Address 1 - Formatted": "c/o Byron, London"}))
    assert more.extra == {"Whole address (home)": "c/o Byron, London"}
    assert one(table(header, {**row, "Address 1 - Formatted": "LONDON"})).extra == {}
