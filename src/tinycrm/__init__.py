"""A local-first CRM in the terminal: contacts, companies, deals, notes and tasks in one file."""

__version__ = "0.1.0"
