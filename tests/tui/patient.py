"""Runs `crm`, with time for what is typed ahead: a busy machine may need more than a person has."""

from tinycrm.__main__ import main
from tinycrm.tui import key_queue

key_queue.PATIENCE = key_queue.OPENING = 60.0
main()
