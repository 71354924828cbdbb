"""The places that the digits lead to."""
