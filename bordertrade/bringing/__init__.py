"""Files brought without a page: looked at, judged, made into a draft, published.

The command line and the API both go this way.
"""
