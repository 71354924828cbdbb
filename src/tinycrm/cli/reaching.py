"""What the commands about people and firms have in common: how to reach them, a first note."""

from typing import Annotated

import typer

from tinycrm.cli.params import Several

Emails = Annotated[Several, typer.Option("--email", help="E-mail address; repeatable.")]
Phones = Annotated[Several, typer.Option("--phone", help="Telephone number; repeatable.")]
Urls = Annotated[Several, typer.Option("--url", help="Web page or profile; repeatable.")]
Addresses = Annotated[
    Several,
    typer.Option(
        "--address", help="Postal address, like '5 rue X, 75010 Paris, France'; repeatable."
    ),
]
FirstEmail = Annotated[Several, typer.Option("--email", help="Replace the first e-mail address.")]
MoreEmails = Annotated[
    Several, typer.Option("--add-email", help="One more e-mail address; repeatable.")
]
FewerEmails = Annotated[
    Several, typer.Option("--remove-email", help="Take an e-mail address off; repeatable.")
]
FirstPhone = Annotated[Several, typer.Option("--phone", help="Replace the first telephone number.")]
MorePhones = Annotated[
    Several, typer.Option("--add-phone", help="One more telephone number; repeatable.")
]
FewerPhones = Annotated[
    Several, typer.Option("--remove-phone", help="Take a telephone number off; repeatable.")
]
FirstUrl = Annotated[Several, typer.Option("--url", help="Replace the first web page.")]
AllAddresses = Annotated[
    Several,
    typer.Option("--address", help='Postal addresses, all anew; repeatable; "" for none.'),
]
Note = Annotated[str, typer.Option("--note", help="A first note.")]
Lines = Annotated[str, typer.Argument(metavar="[-]", help="- reads JSON Lines.")]
