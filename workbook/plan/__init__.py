"""The plan: composed from plan pages and entries for one audience, and printed."""
