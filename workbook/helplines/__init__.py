"""Helplines by region: one TOML file each, and what reads them."""
