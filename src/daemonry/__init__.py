"""Daemonry: an identity provider for programs that sign in as themselves."""
