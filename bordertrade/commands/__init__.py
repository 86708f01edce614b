"""The command line, one command a file: it does what the pages do, in the same words."""
