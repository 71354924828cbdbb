"""The people of the sample business, most of them at one of its firms."""

from typing import NamedTuple

from tinycrm.domain.names import split_name


class Person(NamedTuple):
    """Somebody the studio knows.

    `firm` begins the firm's name, tags have spaces between them, `cadence` is in days, `since`
    is how many days ago they were added, `quiet` how many days ago they were last heard of where
    that is not left to their deals.
    """

    name: str
    email: str
    firm: str = ""
    job: str = ""
    lifecycle: str = ""
    since: int = 200
    tags: str = ""
    phone: str = ""
    language: str = ""
    cadence: int = 0
    birthday: str = ""
    quiet: int = 0
    met_at: str = ""
    about: str = ""


PEOPLE = (
    Person("Johanna Brandt", "johanna@brandt-moebel.example", "Brandt & S", "Managing director",
           "customer", 420, "vip decides", "+49 171 39200 15", "de", 30, "1981-03-14",
           met_at="Salone del Mobile", about="Answers by telephone, never by e-mail."),
    Person("Friedrich Brandt", "f.brandt@brandt-moebel.example", "Brandt & S", "Owner", "customer",
           420, "decides", "+49 40 66969 111", "de", birthday="1949-11-02"),
    Person("Özlem Kaya", "kaya@brandt-moebel.example", "Brandt & S", "Head of marketing",
           "customer", 330, "", "+49 171 39200 22", "de", birthday="--07-19"),
    Person("Jörg Petersen", "petersen@brandt-logistik.example", "Brandt L", "Fleet manager",
           "qualified", 95, "", "+49 40 66969 142", "de"),
    Person("Élodie Marchand", "elodie@cafe-quai.example", "Café Q", "Owner", "customer", 380, "vip",
           "+33 6 39 98 20 51", "fr", 45, "1988-06-21", met_at="Through Kofi"),
    Person("Noël Lefèvre", "noel@cafe-quai.example", "Café Q", "Chef", "other", 210, "", "", "fr"),
    Person("Imogen Ashworth", "imogen@aurelia-films.example", "Aurelia", "Producer",
           "customer", 400, "vip decides", "+44 7700 900118", "en", 30, "1979-01-30",
           met_at="Sheffield DocFest", about="Quick, warm, and always in a taxi."),
    Person("Theo Okonkwo", "theo@aurelia-films.example", "Aurelia", "Director", "advocate", 390,
           "referral", "+44 7700 900163", "en", birthday="--10-05"),
    Person("Siân Llewellyn", "sian@aurelia-films.example", "Aurelia", "Production accountant",
           "other", 180, "billing", "+44 20 7946 0121", "en"),
    Person("Aino Väisänen", "aino@nakki.example", "Näkki", "Brand manager", "customer", 310, "",
           "", "fi", 60, met_at="Slush", quiet=33),
    Person("Mikko Hämäläinen", "mikko@nakki.example", "Näkki", "Founder", "opportunity", 310,
           "decides", "", "fi"),
    Person("山田 太郎", "taro@yamada-tea.example", "山田", "代表取締役", "customer", 290,
           "decides", "", "ja", 90, met_at="Ambiente", quiet=60),
    Person("佐藤 美咲", "misaki@yamada-tea.example", "山田", "海外営業", "customer", 290, "", "",
           "ja", birthday="1992-04-08", about="Translates between Mr Yamada and us."),
    Person("فاطمة الصباح", "fatima@alnoor.example", "شركة", "مديرة التسويق", "opportunity", 150,
           "", "", "ar", 30),
    Person("خالد العتيبي", "khalid@alnoor.example", "شركة", "المدير العام", "opportunity", 150,
           "decides", "", "ar"),
    Person("Ελένη Παπαδοπούλου", "eleni@thalassa.example", "Ναυτ", "Γραμματέας", "customer", 340,
           "", "", "el", birthday="--08-15"),
    Person("Νίκος Γεωργίου", "nikos@thalassa.example", "Ναυτ", "Πρόεδρος", "customer", 340,
           "decides", "", "el", 120, quiet=80),
    Person("Мария Димитрова", "maria@liman.example", "Книж", "Собственик", "customer", 260,
           "decides", "", "bg", 60, "1975-05-24", 35),
    Person("Георги Стоянов", "georgi@liman.example", "Книж", "Продажби", "lead", 70, "", "", "bg"),
    Person("נועה לוי", "noa@carmel-studio.example", "סטודיו", "אדריכלית", "qualified", 130, "",
           "", "he", met_at="Venice Biennale"),
    Person("יוסף כהן", "yosef@carmel-studio.example", "סטודיו", "שותף", "qualified", 130,
           "decides", "", "he"),
    Person("प्रिया शर्मा", "priya@himalaya-crafts.example", "हिमालय", "निर्यात प्रबंधक", "opportunity",
           170, "", "", "hi", 45),
    Person("अर्जुन मेहता", "arjun@himalaya-crafts.example", "हिमालय", "संस्थापक", "lead", 60,
           "decides", "", "hi"),
    Person("สมชาย ใจดี", "somchai@suanmali.example", "สวนมะลิ", "เจ้าของ", "customer", 240,
           "decides", "", "th"),
    Person("มาลี ศรีสุข", "malee@suanmali.example", "สวนมะลิ", "ผู้จัดการ", "customer", 240, "", "",
           "th", 60),
    Person("王 小明", "wang@zhulin.example", "竹林", "市场总监", "lead", 110, "", "", "zh"),
    Person("陈 静怡", "chen@zhulin.example", "竹林", "采购经理", "lead", 45, "", "", "zh"),
    Person("김 서연", "seoyeon@hanbit.example", "한빛", "대표", "customer", 220, "decides vip", "",
           "ko", 60, "1986-12-01"),
    Person("박 지훈", "jihoon@hanbit.example", "한빛", "디자이너", "other", 200, "", "", "ko"),
    Person("Dr. Rachel Goldstein", "rachel@harbourstreet.example", "Harbour", "Partner",
           "customer", 360, "decides", "+1 617 555 0143", "en", 90, "1970-09-09", 22),
    Person("Marcus Bell", "marcus@harbourstreet.example", "Harbour", "Practice manager",
           "customer", 360, "billing", "+1 617 555 0144", "en"),
    Person("Wren Castellanos", "wren@ridgeline.example", "Ridge", "Founder", "advocate", 410,
           "vip decides referral", "+1 503 555 0172", "en", 30, "1983-02-28",
           met_at="Coffee Fest", about="Sends a bag of the new roast with every signed contract."),
    Person("Desmond Achebe", "des@ridgeline.example", "Ridge", "Head of wholesale", "customer",
           280, "", "+1 503 555 0173", "en", birthday="--12-24"),
    Person("Kit O'Malley", "kit@ridgeline.example", "Ridge", "Web shop", "other", 160, "",
           "+1 503 555 0174", "en"),
    Person("Åsa Lindström", "asa@sodermalmcykel.example", "Söder", "Owner", "customer", 300,
           "decides", "+46 70 174 06 21", "sv", 60, quiet=28),
    Person("Björn Åkesson", "bjorn@sodermalmcykel.example", "Söder", "Workshop", "other", 140, "",
           "+46 70 174 06 22", "sv"),
    Person("Giulia Ferraris", "giulia@collina-alta.example", "Cantina", "Sales", "customer", 350,
           "vip", "", "it", 45, "1990-10-11", 10, "Vinitaly"),
    Person("Pietro Ferraris", "pietro@collina-alta.example", "Cantina", "Winemaker", "customer",
           350, "decides", "", "it"),
    Person("Małgorzata Wójcik", "malgorzata@laka.example", "Łąka", "Founder", "opportunity", 120,
           "decides", "", "pl", 30),
    Person("Paweł Zieliński", "pawel@laka.example", "Łąka", "E-commerce", "lead", 85, "", "", "pl"),
    Person("Alasdair Bracken", "alasdair@bracken.example", "Bracken", "Senior partner", "qualified",
           190, "decides", "+44 131 496 0187", "en", about="Signs nothing over 10,000 alone."),
    Person("Fiona MacLeod", "fiona@bracken.example", "Bracken", "Marketing", "qualified", 190, "",
           "+44 131 496 0188", "en", 60),
    Person("Katharina Weiß", "weiss@lindenhof.example.org", "Montess", "Headmistress", "customer",
           270, "decides", "+49 30 23125 045", "de", 120, quiet=90),
    Person("Thị Hương Nguyễn", "nguyen@lindenhof.example.org", "Montess", "Parents' council",
           "other", 100, "", "", "de"),
    Person("Vicent Solé i Ferrer", "vicent@sole-energia.example", "Solé", "CEO", "opportunity",
           140, "decides", "", "ca"),
    Person("María José Ibáñez", "mjose@sole-energia.example", "Solé", "Communication",
           "opportunity", 140, "", "", "es", 30),
    Person("Jarrah Whitlam", "jarrah@tidewater.example", "Tide", "Publisher", "customer", 320,
           "decides", "+61 491 570 156", "en", 60, "1977-07-07", 15),
    Person("Beat Zürcher", "zuercher@zuerichberg.example", "Atelier", "Partner", "customer", 370,
           "vip decides", "", "de", 45, met_at="Designers' Saturday", quiet=20),
    Person("Anne-Sophie Rochat", "rochat@zuerichberg.example", "Atelier", "Office manager",
           "other", 230, "billing", "", "fr"),
    Person("Olúwaṣeun Adébáyò", "seun@oja-foods.example", "Ọjà", "Brand director", "opportunity",
           105, "decides", "", "en", 30, met_at="Gulfood"),
    Person("Chiamaka Eze", "chiamaka@oja-foods.example", "Ọjà", "Export manager", "lead", 105, "",
           "", "en"),
    Person("Kofi Mensah", "kofi.mensah@example.com", "", "Photographer", "advocate", 430,
           "partner referral", "+44 7700 900177", "en", 30, "TOMORROW", 52,
           about="Our photographer of choice. Owes us a dinner, or we him."),
    Person("Sólveig Jónsdóttir", "solveig@example.net", "", "Copywriter", "other", 300, "partner",
           "", "is", 60, "--05-17", 75),
    Person("Nguyễn Văn Minh", "minh@example.org", "", "Printer", "other", 300, "partner supplier",
           "", "vi", 90, "", 20, about="Best screen printing in town; closed in August."),
    Person("Tomáš Dvořák", "tomas.dvorak@example.com", "", "Web developer", "other", 280,
           "partner supplier", "", "cs", 14, "1989-03-03", 31),
    Person("Ana Lucía Quispe", "analucia@example.net", "", "Type designer", "other", 190, "partner",
           "", "es", 0, "", 64),
    Person("Gwen Stirling", "gwen.stirling@example.com", "", "Journalist", "other", 150, "press",
           "+44 7700 900142", "en", 0, "", 38, met_at="London Design Festival"),
    Person("İbrahim Çelik", "ibrahim@example.org", "", "Accountant", "other", 430, "supplier", "",
           "tr", 90, "--04-23", 12),
    Person("Lerato Dlamini", "lerato.dlamini@example.com", "", "Student", "subscriber", 40, "", "",
           "en", 0, "", 18, about="Asked for an internship in spring."),
    Person("Hinemoa Parata", "hinemoa@example.net", "", "Curator", "lead", 25, "", "", "en", 0, "",
           9, met_at="Talk at the design school"),
)  # fmt: skip


def first_name(name: str) -> str:
    """How the studio speaks of somebody: by the first name where a name begins with it."""
    parts = split_name(name)
    return parts.given or name
