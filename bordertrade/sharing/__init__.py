"""What is passed on of a view: links, previews, reports, citations."""
