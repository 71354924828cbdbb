"""What was said and written about the deals of the sample business, and with its friends.

Each text is (kind, direction, minutes, subject, body); `{first}` is who it was with, `{thing}`
what it was about.
"""

Text = tuple[str, str, int, str, str]

FIRST: tuple[Text, ...] = (
    ("email", "in", 0, "Enquiry", "Asks whether we have time for {thing} this season, and what it"
     " would roughly cost."),
    ("call", "in", 12, "First call about {thing}", "{first} has seen our work for Ridgeline. Wants"
     " a rough figure before the next meeting of the partners."),
    ("meeting", "", 45, "Coffee about {thing}", "{first} is unhappy with the last designer: late,"
     " and never asked a question. We asked eleven."),
    ("call", "out", 20, "Rang back", "There is a budget for {thing}, but nobody has said the"
     " number aloud. {first} decides together with one other person."),
    ("email", "out", 0, "Three examples", "Sent three pieces that are closest to {thing}, and the"
     " question what must not change."),
    ("note", "", 0, "", "{first} talks fast and decides slowly. Send everything in writing."),
)  # fmt: skip
BRIEF: tuple[Text, ...] = (
    ("meeting", "", 90, "Briefing", "Went through {thing} page by page. Must haves: two languages,"
     " the old colours, ready before the fair. {first} sends the texts."),
    ("note", "", 0, "", "Scope of {thing}: concept, two rounds of corrections, final artwork."
     " Photography is extra, Kofi could do it."),
    ("email", "in", 0, "Texts, part one", "{first} sent a third of the texts and apologised for the"
     " rest."),
    ("call", "out", 25, "Questions on the brief", "The target group is younger than we thought."
     " {first} would rather have one bold idea than three safe ones."),
    ("email", "out", 0, "Summary of our meeting", "What we understood, what we left open, and the"
     " day on which {first} gets the proposal."),
    ("meeting", "", 60, "Visit on site", "Saw where {thing} will be used. The light is awful, so"
     " contrast matters more than colour."),
    ("note", "", 0, "", "They compared us with two others; {first} says the cheapest one is out"
     " already."),
)  # fmt: skip
OFFER: tuple[Text, ...] = (
    ("email", "out", 0, "Our proposal", "Sent the proposal for {thing}: two variants, the second"
     " one a third dearer. Valid for four weeks."),
    ("call", "in", 15, "Questions on the proposal", "{first} asks what happens if a third round of"
     " corrections is needed. Explained the hourly rate; that was fine."),
    ("meeting", "", 60, "Presented the proposal", "Variant B goes down well. {first} wants to see"
     " the type on a real sheet before the decision."),
    ("note", "", 0, "", "The price is not the problem, the date is. We could start two weeks later"
     " if Tomáš takes the template."),
    ("call", "out", 8, "Did it arrive?", "It had landed in the spam folder. {first} reads it"
     " tonight."),
    ("email", "in", 0, "Re: Our proposal", "{first} likes it, and asks for a version without the"
     " workshop."),
    ("note", "", 0, "", "Paper for {thing}: uncoated, 120 g, or it will look like an annual"
     " report. Minh has samples."),
)  # fmt: skip
TERMS: tuple[Text, ...] = (
    ("call", "in", 22, "Terms", "{first} asks for five per cent less. Offered to leave out the"
     " second photo day instead, which is worth more to us."),
    ("email", "out", 0, "Contract", "Contract for {thing} with the changed dates. A third on"
     " signing, a third on the first draft, the rest at the end."),
    ("email", "in", 0, "Re: Contract", "Their side wants the usage rights for ten years. Five is"
     " our limit without a surcharge; wrote that back."),
    ("meeting", "", 40, "Last open points", "Agreed on two rounds of corrections and on who pays"
     " for the proofs. {first} takes it to the other signatory."),
    ("note", "", 0, "", "{first} will sign, said so twice. It is waiting for a holiday to end."),
)  # fmt: skip
WORK: tuple[Text, ...] = (
    ("meeting", "", 75, "Kick-off", "Dates fixed, texts half there. {first} is the only one who"
     " gives corrections, which will save us weeks."),
    ("email", "out", 0, "First draft", "First draft of {thing} as a PDF, with three places where we"
     " are not sure ourselves."),
    ("call", "in", 30, "Corrections, first round", "Fewer than feared: the headline is too small,"
     " and the green reminds {first} of a pharmacy."),
    ("email", "in", 0, "Approved!", "{first} approved {thing} with one comma moved."),
    ("note", "", 0, "", "Proofs of {thing} are fine, black is a little heavy. Told the printer to"
     " go down four per cent."),
    ("call", "out", 10, "Delivered", "Everything has arrived and nothing is bent. {first} sounded"
     " happy, and asked what we do in spring."),
    ("email", "out", 0, "Invoice", "Final invoice for {thing}, with the time sheet that they always"
     " ask for."),
    ("visit", "", 50, "Seen in the wild", "Looked at {thing} in place. It holds up, also from"
     " across the street. Took photographs for the portfolio."),
)  # fmt: skip
GONE: tuple[Text, ...] = (
    ("call", "in", 9, "Not this time", "{first} was sorry, and honest about the reason. We stay in"
     " touch; ask again in half a year."),
    ("note", "", 0, "", "Lesson from {thing}: we sent the price before we knew who decides."),
    ("email", "in", 0, "Decision", "A friendly refusal. The other proposal had a fixed date in it,"
     " ours had “about”."),
)  # fmt: skip
FRIENDS: tuple[Text, ...] = (
    ("note", "", 0, "", "Recommends us to a bakery that opens next to the station. Wait for their"
     " call, do not push."),
    ("message", "in", 0, "", "Happy new logo! asks if we are coming on Thursday."),
    ("call", "out", 18, "Just catching up", "New office, second child, no time. Lunch when the"
     " exhibition is over."),
    ("note", "", 0, "", "Prefers mornings; the afternoons belong to the workshop."),
    ("meeting", "", 65, "Lunch", "Long talk about rates. Everybody has raised theirs by a tenth"
     " except us."),
    ("email", "in", 0, "An idea", "Would like to do a small book together, unpaid, for the fun of"
     " it. Tempting."),
    ("email", "out", 0, "Portfolio", "Sent the new portfolio as asked, with the two unpublished"
     " projects marked as such."),
    ("note", "", 0, "", "Invoices go to the office manager, with the order number, or they are"
     " paid a month late."),
    ("call", "in", 6, "Quick question", "Which typeface did we use on the poster? Told the name,"
     " and where to license it."),
    ("message", "out", 0, "", "Sent the photographs from the opening."),
    ("note", "", 0, "", "Speaks at a design school in autumn and needs examples of things that"
     " went wrong. We have some."),
    ("visit", "", 30, "Dropped by", "Brought the proofs back in person and stayed for tea."),
)  # fmt: skip
SPOKEN = tuple(text for text in FRIENDS if text[0] != "note")
OUTCOMES = {
    "call": ("reached", "reached", "reached", "left a message"),
    "meeting": ("went well", "went well", "to be continued"),
}
