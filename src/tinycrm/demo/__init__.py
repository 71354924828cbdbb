"""A believable small business to try things on: two designers, their customers, a year of work."""
