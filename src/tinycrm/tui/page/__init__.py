"""The page of a record: its lines, and the events below them."""
