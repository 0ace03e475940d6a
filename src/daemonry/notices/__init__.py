"""What ends soon, of tenants and of the server: ``expiries.py`` looks, ``figures.py`` counts."""
