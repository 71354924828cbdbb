"""Fields of records as people type them: which there are, what texts mean, what is offered."""
