"""The firms of the sample business. Domains are reserved for examples, telephone numbers too."""

from typing import NamedTuple


class Firm(NamedTuple):
    """A customer: tags are words with spaces between them, the address is street, code, city."""

    name: str
    domain: str
    industry: str
    size: str
    address: tuple[str, str, str, str]
    phone: str = ""
    tags: str = ""
    payment_terms: str = "30 days"
    about: str = ""
    parent: str = ""


FIRMS = (
    Firm("Brandt & Söhne Möbel GmbH", "brandt-moebel.example", "Furniture", "51-200",
         ("Speicherkai 14", "20457", "Hamburg", "Germany"), "+49 40 66969 110", "key retainer",
         about="Third generation. The father decides on money, the daughter on everything else."),
    Firm("Brandt Logistik GmbH", "brandt-logistik.example", "Freight", "11-50",
         ("Veddeler Damm 3", "20457", "Hamburg", "Germany"), "+49 40 66969 140",
         parent="Brandt & Söhne Möbel GmbH"),
    Firm("Café Quai", "cafe-quai.example", "Food and drink", "1-10",
         ("18 quai de Jemmapes", "75010", "Paris", "France"), "+33 1 99 00 14 22", "food"),
    Firm("Aurelia Films Ltd", "aurelia-films.example", "Film", "11-50",
         ("7 Dufour's Place", "W1F 7SP", "London", "United Kingdom"), "+44 20 7946 0118",
         "key film", about="Documentaries. Everything is due the week before a festival."),
    Firm("Näkki Outdoor Oy", "nakki.example", "Outdoor", "11-50",
         ("Hämeentie 31", "00500", "Helsinki", "Finland"), tags="outdoor"),
    Firm("山田製茶", "yamada-tea.example", "Tea", "1-10",
         ("宇治妙楽 58", "611-0021", "京都府宇治市", "Japan"), tags="food export",
         about="Wants the packaging to work in Kyoto and in Hamburg."),
    Firm("شركة النور للتجارة", "alnoor.example", "Trade", "51-200",
         ("شارع فهد السالم 22", "13001", "الكويت", "Kuwait"), tags="export",
         payment_terms="50 % in advance"),
    Firm("Ναυτικός Όμιλος Θάλασσα", "thalassa.example", "Sailing", "1-10",
         ("Ακτή Μουτσοπούλου 40", "185 34", "Πειραιάς", "Greece"), tags="outdoor"),
    Firm("Книжарница Лиман", "liman.example", "Books", "1-10",
         ("ул. Шипка 9", "9000", "Варна", "Bulgaria"), tags="books"),
    Firm("סטודיו כרמל", "carmel-studio.example", "Architecture", "11-50",
         ("שדרות הנשיא 112", "3463411", "חיפה", "Israel"), tags="architecture"),
    Firm("हिमालय हस्तशिल्प", "himalaya-crafts.example", "Crafts", "11-50",
         ("दिल्ली हाट, दुकान 27", "110023", "नई दिल्ली", "India"), tags="export crafts"),
    Firm("สวนมะลิ สปา", "suanmali.example", "Wellness", "11-50",
         ("88 ถนนนิมมานเหมินท์", "50200", "เชียงใหม่", "Thailand"), tags="wellness"),
    Firm("竹林家具有限公司", "zhulin.example", "Furniture", "201-500",
         ("愚园路 1088 弄", "200050", "上海", "China"), tags="export"),
    Firm("한빛도예", "hanbit.example", "Ceramics", "1-10",
         ("경기도 이천시 도자예술로 5", "17336", "이천", "South Korea"), tags="crafts"),
    Firm("Harbour Street Dental", "harbourstreet.example", "Health", "11-50",
         ("210 Harbour Street", "02110", "Boston", "United States"), "+1 617 555 0142", "health"),
    Firm("Ridgeline Coffee Roasters", "ridgeline.example", "Food and drink", "11-50",
         ("1402 NW Thurman St", "97209", "Portland", "United States"), "+1 503 555 0171",
         "key food retainer"),
    Firm("Södermalm Cykel AB", "sodermalmcykel.example", "Bicycles", "1-10",
         ("Götgatan 71", "116 21", "Stockholm", "Sweden"), "+46 8 465 004 12", "outdoor"),
    Firm("Cantina Collina Alta", "collina-alta.example", "Wine", "11-50",
         ("Strada Gallina 6", "12051", "Alba", "Italy"), tags="food wine",
         about="Harvest in September and October: do not call."),
    Firm("Łąka Kosmetyki sp. z o.o.", "laka.example", "Cosmetics", "11-50",
         ("ul. Dietla 50", "31-039", "Kraków", "Poland"), tags="wellness"),
    Firm("Bracken Legal LLP", "bracken.example", "Law", "51-200",
         ("12 Melville Street", "EH3 7NS", "Edinburgh", "United Kingdom"), "+44 131 496 0186",
         payment_terms="60 days"),
    Firm("Montessorihaus Lindenhof e. V.", "lindenhof.example.org", "Education", "11-50",
         ("Wiesenweg 2", "10365", "Berlin", "Germany"), "+49 30 23125 044", "education",
         payment_terms="14 days"),
    Firm("Solé Energía SL", "sole-energia.example", "Energy", "11-50",
         ("Carrer de Cadis 19", "46006", "València", "Spain"), tags="energy"),
    Firm("Tidewater Press", "tidewater.example", "Books", "1-10",
         ("5 Darling Street", "2041", "Balmain", "Australia"), "+61 2 5550 0139", "books"),
    Firm("Atelier Zürichberg AG", "zuerichberg.example", "Architecture", "11-50",
         ("Krähbühlstrasse 8", "8044", "Zürich", "Switzerland"), tags="key architecture",
         payment_terms="10 days"),
    Firm("Ọjà Foods Ltd", "oja-foods.example", "Food and drink", "51-200",
         ("24 Admiralty Way", "105102", "Lekki, Lagos", "Nigeria"), tags="food export"),
)  # fmt: skip
