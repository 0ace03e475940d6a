"""What an operator watches: metrics, from the integers that each process counts.

``catalogue.py`` lists them all; ``report.py`` gathers those of one process, ``ledger.py``
adds up several, ``exposition.py`` writes them down for Prometheus. Nothing here is on the
way of a request, and nothing here decides anything.
"""
