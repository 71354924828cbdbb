"""The formats of other programs' CSV files: which one a file has, and its rows as items.

`find_header` tells header and records apart, `recognise` says which program wrote them and what
each column means, `reader` makes items of the rows. Nothing here reads a file or a database.
"""

from tinycrm.interchange.formats.columns import column_names, find_header, fingerprint
from tinycrm.interchange.formats.item import Item, Link, NeedsDates, links_of
from tinycrm.interchange.formats.reading import Reader, reader
from tinycrm.interchange.formats.recognition import Column, Recognised, recognise

__all__ = [
    "Column",
    "Item",
    "Link",
    "NeedsDates",
    "Reader",
    "Recognised",
    "column_names",
    "find_header",
    "fingerprint",
    "links_of",
    "reader",
    "recognise",
]
