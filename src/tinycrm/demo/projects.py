"""The deals of the sample business, each with what happened to it and when."""

from typing import NamedTuple


class Project(NamedTuple):
    """A deal; all days are counted back from today, and `close` forward (below 0: overdue).

    `path` says when it moved on, as in `Qualified 80, Proposal 61`; `end` how it ended:
    `won 40`, `lost 30: price`, `lost 50: timing; reopened 12` or nothing. `thing` is what it is
    about, in a sentence. `quiet` is when an open deal was last spoken about.
    """

    title: str
    person: str
    amount: str
    work: str
    thing: str
    opened: int
    path: str = ""
    end: str = ""
    close: int | None = None
    quiet: int = 2
    next_step: str = ""
    competitor: str = ""
    source: str = ""


PROJECTS = (
    Project("Catalogue 2027", "Johanna Brandt", "18,400 EUR", "Print", "the catalogue", 64,
            "Qualified 55, Proposal 40, Negotiation 15", close=12, quiet=3,
            next_step="Johanna checks the paper samples", source="repeat"),
    Project("Showroom signage", "Özlem Kaya", "9,750 EUR", "Brand identity", "the showroom signs",
            45, "Qualified 33, Proposal 16", close=30, quiet=6, source="repeat"),
    Project("Web shop relaunch", "Johanna Brandt", "42,000 EUR", "Website", "the web shop", 400,
            "Qualified 390, Proposal 371, Negotiation 350", "won 338", source="fair"),
    Project("Autumn mailing", "Özlem Kaya", "6,200 EUR", "Print", "the autumn mailing", 68,
            "Qualified 60, Proposal 48, Negotiation 41", "won 36", source="repeat"),
    Project("Truck lettering", "Jörg Petersen", "11,300 EUR", "Brand identity",
            "the lettering of the trucks", 90, "Qualified 71, Proposal 48", close=-6, quiet=26,
            next_step="He asks for the number of trucks", source="referral"),
    Project("Menu and window", "Élodie Marchand", "3,900 EUR", "Print", "the menu and the window",
            370, "Qualified 365, Proposal 355", "won 349", source="referral"),
    Project("Second café in Lyon", "Élodie Marchand", "14,500 EUR", "Brand identity",
            "the café in Lyon", 75, "Qualified 60, Proposal 29", close=20, quiet=8,
            next_step="Lease is signed on the first", source="repeat"),
    Project("Festival titles", "Imogen Ashworth", "£12,800", "Campaign", "the title sequence", 395,
            "Qualified 388, Proposal 380, Negotiation 372", "won 365", source="fair"),
    Project("Poster campaign “Salt”", "Imogen Ashworth", "£21,500", "Campaign",
            "the posters for “Salt”", 52, "Qualified 45, Proposal 30, Negotiation 9", close=5,
            quiet=1, next_step="Contract is with their lawyer", source="repeat"),
    Project("Press kit", "Theo Okonkwo", "£4,200", "Print", "the press kit", 150,
            "Qualified 144, Proposal 139", "won 131", source="referral"),
    Project("Lookbook winter", "Aino Väisänen", "8,600 EUR", "Print", "the lookbook", 290,
            "Qualified 281, Proposal 270, Negotiation 262", "won 255", source="fair"),
    Project("Trail app", "Mikko Hämäläinen", "36,000 EUR", "Website", "the trail app", 120,
            "Qualified 101, Proposal 70", "lost 41: price", competitor="Kolme Karhua",
            source="repeat"),
    Project("煎茶パッケージ", "山田 太郎", "¥1,850,000", "Packaging", "the sencha tins", 280,
            "Qualified 268, Proposal 249, Negotiation 230", "won 221", source="fair"),
    Project("海外向けウェブサイト", "佐藤 美咲", "¥2,400,000", "Website",
            "the website for export", 85, "Qualified 66, Proposal 34", close=41,
            quiet=13, source="repeat"),
    Project("هوية المعرض", "فاطمة الصباح", "4,250.500 KWD", "Brand identity",
            "the identity of the exhibition", 110, "Qualified 92, Proposal 60, Negotiation 24",
            close=9, quiet=4, next_step="Fatima asks for an invoice in advance", source="website"),
    Project("كتالوج المنتجات", "خالد العتيبي", "1,980 KWD", "Print", "the product catalogue", 30,
            "Qualified 11", close=75, quiet=5, source="repeat"),
    Project("Regatta poster", "Νίκος Γεωργίου", "2,400 EUR", "Print", "the regatta poster", 330,
            "Qualified 324, Proposal 318", "won 312", source="referral"),
    Project("Λογότυπο ομίλου", "Ελένη Παπαδοπούλου", "5,600 EUR", "Brand identity",
            "the new badge of the club", 100, "Qualified 83", close=-21, quiet=38,
            next_step="The board meets after the season", source="repeat"),
    Project("Витрина и торбички", "Мария Димитрова", "3,150 EUR", "Packaging",
            "the shop window and the bags", 250, "Qualified 243, Proposal 236, Negotiation 228",
            "won 220", source="website"),
    Project("Детска поредица", "Георги Стоянов", "4,800 EUR", "Print", "the children's series", 38,
            close=60, quiet=17, source="repeat"),
    Project("אתר הסטודיו", "נועה לוי", "₪64,000", "Website", "the studio's website", 125,
            "Qualified 104, Proposal 77", "lost 49: timing; reopened 12", 55, 7,
            next_step="Noa sends photographs of the library", source="fair"),
    Project("निर्यात कैटलॉग", "प्रिया शर्मा", "₹6,50,000", "Print", "the export catalogue", 165,
            "Qualified 149, Proposal 121", "lost 88: budget", source="website"),
    Project("Online shop", "अर्जुन मेहता", "₹11,20,000", "Website", "the online shop", 55,
            "Qualified 20", close=80, quiet=11, source="repeat"),
    Project("สปา เมนูและป้าย", "มาลี ศรีสุข", "185,000 THB", "Brand identity",
            "the menu and the signs", 235, "Qualified 226, Proposal 215", "won 204",
            source="website"),
    Project("新品牌手册", "王 小明", "CNY 148,000", "Brand identity", "the brand book", 105,
            "Qualified 80", close=35, quiet=30, source="fair"),
    Project("展会展位", "陈 静怡", "CNY 96,000", "Campaign", "the booth", 40, close=50, quiet=15,
            source="fair"),
    Project("도록과 전시", "김 서연", "₩9,800,000", "Print", "the exhibition catalogue", 215,
            "Qualified 206, Proposal 195, Negotiation 189", "won 181", source="referral"),
    Project("포장 상자", "김 서연", "₩4,300,000", "Packaging", "the gift boxes", 28,
            "Qualified 19, Proposal 6", close=25, quiet=2, source="repeat"),
    Project("Patient leaflets", "Dr. Rachel Goldstein", "$7,400", "Print", "the leaflets", 355,
            "Qualified 345, Proposal 333", "won 325", source="website"),
    Project("Booking website", "Marcus Bell", "$23,900", "Website", "the booking website", 140,
            "Qualified 126, Proposal 99, Negotiation 71", "lost 58: went with another",
            competitor="BrightSmile Web", source="repeat"),
    Project("Bag redesign", "Wren Castellanos", "$16,500", "Packaging", "the coffee bags", 405,
            "Qualified 400, Proposal 392, Negotiation 385", "won 379", source="fair"),
    Project("Holiday blend", "Desmond Achebe", "$8,250", "Packaging", "the holiday blend", 60,
            "Qualified 51, Proposal 44, Negotiation 36", "won 27", source="repeat"),
    Project("Subscription site", "Wren Castellanos", "$31,000", "Website", "the subscription site",
            35, "Qualified 26, Proposal 10", close=28, quiet=1,
            next_step="Kit lists what the shop must do", source="repeat"),
    Project("Cargo bike launch", "Åsa Lindström", "SEK 118,000", "Campaign",
            "the cargo bike launch", 290, "Qualified 279, Proposal 266", "won 251",
            source="website"),
    Project("Etichette Riserva", "Giulia Ferraris", "7,800 EUR", "Packaging", "the Riserva labels",
            46, "Qualified 37, Proposal 26, Negotiation 15", "won 7", source="fair"),
    Project("Serum line", "Małgorzata Wójcik", "PLN 58,000", "Packaging", "the serum bottles", 115,
            "Qualified 97, Proposal 68, Negotiation 33", close=-2, quiet=14,
            next_step="She compares two quotes for glass", source="website"),
    Project("New name, new site", "Alasdair Bracken", "£48,000", "Brand identity", "the new name",
            185, "Qualified 160, Proposal 118", "lost 79: no decision", source="referral"),
    Project("School brochure", "Katharina Weiß", "3,400 EUR", "Print", "the school brochure", 40,
            "Qualified 33, Proposal 25", "won 16", source="referral"),
    Project("Campaña solar", "María José Ibáñez", "27,500 EUR", "Campaign", "the solar campaign",
            135, "Qualified 117, Proposal 82, Negotiation 50", close=15, quiet=19,
            next_step="Vicent speaks to the bank", source="website"),
    Project("Plantain chips", "Olúwaṣeun Adébáyò", "$19,200", "Packaging", "the plantain chips", 22,
            close=70, quiet=3, source="fair"),
)  # fmt: skip


def steps_of(project: Project) -> list[tuple[str, int, str]]:
    """The (step, days ago, reason) of a deal's path and of its end."""
    steps = []
    for part in [*project.path.split(", "), *project.end.split("; ")]:
        text, _, reason = part.partition(": ")
        step, _, days_ago = text.rpartition(" ")
        if step:
            steps.append((step, int(days_ago), reason))
    return steps


def closed_on(project: Project) -> int:
    """The day on which a closed deal was expected to close: a week after it did."""
    return 7 - steps_of(project)[-1][1]
