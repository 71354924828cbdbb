"""The words from which the names and texts of large files are put together."""

WORDS = {
    "given": """Ada Adam Adela Agnes Ahmed Akira Alan Alice Amara André Anja Anna Arjun Astrid
        Beatriz Björn Boris Bruno Carla Carmen Chen Chloé Clara Daniel Daria David Deepa
        Diego Dmitri Edith Elena Elif Emeka Emil Emma Erik Esther Eva Fatima Felix Fiona
        Franz Freya Gabriel Greta Gül Hana Hannah Harald Hassan Heidi Helga Hugo Ida
        Igor Ines Ingrid Irene Isaac Isabel Ivan Jana Jean Joan João Jonas José Julia
        Jun Kamal Karim Katrin Kenji Kofi Lars Laura Leila Lena Leo Lin Linda Lucia Luis
        Magda Maja Marco Maria Marta Mei Mia Milan Mina Nadia Nils Nina Nora Olga Olivia
        Omar Oskar Otto Pablo Paula Pedro Petra Priya Rachel Rafael Raj Rania Renée Rosa
        Ruth Samir Sana Sara Sofia Soren Stefan Sven Tara Thea Theo Tomás Uma Vera
        Viktor Wei Yara Yuki Yusuf Zara Zoé""",
    "family": """Abbott Acharya Adler Aguirre Ahlberg Almeida Andersen Aoki Bach Bakker Banerjee
        Bauer Becker Berg Bianchi Blum Braun Brown Castro Chandra Cohen Costa Cruz Dahl
        Das Dekker Demir Diaz Dubois Eriksen Evans Farah Fernández Fischer Fontaine
        Fuchs Garcia Gerber Gomes Gupta Haas Haddad Hansen Hartmann Hayashi Heller
        Horvath Huang Ibrahim Ito Ivanov Jansen Jensen Johnson Jones Kaplan Kaya Keller
        Khan Kim Klein Koch Kowalski Kumar Lang Larsen Laurent Lee Lehmann Lindqvist
        Lopez Lovelace Maier Malik Martin Meyer Mori Müller Nagy Nakamura Navarro Nguyen
        Nielsen Novak Nowak Okafor Okoye Oliveira Olsen Ortega Patel Pereira Petrov
        Popescu Quinn Ramos Rao Reyes Richter Rossi Roth Russo Sato Schäfer Schmidt
        Schneider Sharma Silva Singh Smith Sokolov Sørensen Suzuki Takahashi Tanaka Tran
        Turner Ueda Vargas Varga Vogel Wagner Walker Wang Weber Weiß Wolf Wong Yamada
        Yıldız Young Zhang Ziegler Zimmermann""",
    "trade": """Analytics Bakery Books Brewing Builders Catering Ceramics Clinics Coffee Design
        Dental Electric Energy Engines Farms Films Foods Freight Furniture Games Gardens
        Glass Hotels Instruments Interiors Joinery Labs Legal Lighting Logistics Marine
        Media Metals Mills Motors Music Optics Orchards Outdoor Paper Pharmacy Photo
        Plastics Press Printing Robotics Roofing Sailing Schools Security Shoes Software
        Solar Sports Steel Studios Surveying Systems Tea Textiles Theatre Tiles Tools
        Tours Toys Transport Travel Vineyards Watches Windows Wood""",
    "form": "Ltd GmbH Inc SA AB BV SpA Oy Group Co",
    "job": "Director|Buyer|Head of Marketing|Founder|Office Manager|Engineer|Accountant|Architect"
    "|Head of Sales|Producer|Editor|Operations Manager",
    "verb": "talked about|asked for|sent|agreed on|went through|wants to see|liked|worries about"
    "|needs help with|decided against|will come back on|compared us with others on",
    "matter": "the new offer|the price list|delivery dates|the first draft|the maintenance contract"
    "|a second supplier|the website|training for the team|the spring campaign|payment terms|a visit"
    "|the prototype|last month's invoice|the migration|their new office|packaging|the catalogue"
    "|hosting|a discount for larger orders|the trade fair|the renewal|translations|the warranty",
    "closing": "call again next week|sends details by e-mail|no hurry|wants an answer before Friday"
    "|prefers mornings|decides with the board|budget is approved|is away until the end of the month"
    "|happy so far|will introduce us to a colleague|asked to be reminded|the contract is signed",
    "chore": "Send the offer|Ring back|Prepare the meeting|Check the invoice|Write minutes"
    "|Send samples|Ask for feedback|Book the room|Update the plan|Follow up",
}  # fmt: skip
TAGS = "vip newsletter partner supplier press speaker referral north south east west key trial cold"
