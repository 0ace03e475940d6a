"""Validate access tokens inside a web API."""
