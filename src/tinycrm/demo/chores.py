"""The tasks of the sample business."""

from typing import NamedTuple


class Chore(NamedTuple):
    """A task; `due` and `done` are days from today, `for_` begins a deal's title or is a person."""

    title: str
    due: int | None = None
    for_: str = ""
    priority: str = "normal"
    time: str = ""
    repeat: str = ""
    done: int | None = None
    notes: str = ""


CHORES = (
    Chore("Send paper samples to Johanna", -3, "Catalogue 2027", "high"),
    Chore("Remind Małgorzata of the glass quotes", -5, "Serum line"),
    Chore("Ask the club when the board meets", -9, "Λογότυπο ομίλου", "low"),
    Chore("Answer Gwen's questions for the article", -2, "Gwen Stirling"),
    Chore("How many trucks are there?", -12, "Truck lettering"),
    Chore("Scan receipts of last month", -1, "İbrahim Çelik", "low"),
    Chore("Call Imogen's lawyer about usage rights", 0, "Poster campaign", "high", "10:30"),
    Chore("Draft the shop requirements with Kit", 0, "Subscription site", "high", "15:00"),
    Chore("Send revised quote to Fatima", 0, "هوية المعرض"),
    Chore("Choose cardboard for the gift boxes", 0, "포장 상자"),
    Chore("Back up the project drive", 0, "", "normal", "18:00", "weekly"),
    Chore("Water the fig tree", 0, "", "low", "", "every 3 days"),
    Chore("Order birthday flowers for Kofi", 1, "Kofi Mensah", "high"),
    Chore("Write the proposal for the plantain chips", 1, "Plantain chips", "high"),
    Chore("Pay the printer", 2, "Nguyễn Văn Minh"),
    Chore("Site plan of the Lyon café", 2, "Second café in Lyon"),
    Chore("Send invoice in advance", 3, "هوية المعرض", "high"),
    Chore("Proofread the Japanese pages", 3, "海外向けウェブサイト"),
    Chore("Catch up with Tomáš", 4, "Tomáš Dvořák", "normal", "", "every 2 weeks"),
    Chore("Prepare the board for the poster campaign", 4, "Poster campaign"),
    Chore("Ask Noa for the photographs", 5, "אתר הסטודיו"),
    Chore("Update the time sheets", 5, "", "normal", "", "weekly"),
    Chore("Visit the showroom with the sign maker", 6, "Showroom signage", "normal", "09:00"),
    Chore("Estimate hosting for the subscriptions", 7, "Subscription site"),
    Chore("Send the brand book outline", 8, "新品牌手册"),
    Chore("Book trains for the fair", 9, "展会展位", "low"),
    Chore("Quarterly VAT", 10, "İbrahim Çelik", "high", "", "every 3 months"),
    Chore("Ask Vicent what the bank said", 11, "Campaña solar"),
    Chore("Final approval of the catalogue", 12, "Catalogue 2027", "high"),
    Chore("Photo day with Kofi", 14, "Kofi Mensah", "normal", "08:30"),
    Chore("Newsletter to all who said yes", 16, "", "normal", "", "monthly"),
    Chore("Show Seun the first sketches", 18, "Plantain chips"),
    Chore("Renew the font licences", 26, "Ana Lucía Quispe"),
    Chore("Translate the captions", 30, "كتالوج المنتجات"),
    Chore("Call Alasdair again about the new name", 45, "Alasdair Bracken", "low"),
    Chore("Plan the studio's tenth anniversary", 90),
    Chore("Tidy the sample cupboard"),
    Chore("Read about variable fonts", priority="low"),
    Chore("Send the contract for the catalogue", -14, "Catalogue 2027", done=-15),
    Chore("Measure the shop window", -30, "Showroom signage", done=-31),
    Chore("Invoice for the holiday blend", -20, "Holiday blend", "high", done=-20),
    Chore("Thank Wren for the referral", -24, "Wren Castellanos", done=-22),
    Chore("First sketches for “Salt”", -34, "Poster campaign", done=-35),
    Chore("Quote for the subscription site", -11, "Subscription site", "high", done=-12),
    Chore("Check the proofs of the bags", -210, "Витрина и торбички", done=-211),
    Chore("Deliver the exhibition catalogue", -150, "도록과 전시", done=-152),
    Chore("Ask Harbour Street why", -55, "Booking website", done=-52),
    Chore("New template for proposals", -70, done=-66),
    Chore("Insurance for the studio", -100, done=-101, notes="Runs until the end of next year."),
    Chore("Send Riserva files to the printer", -305, "Etichette Riserva", "high", done=-306),
)
