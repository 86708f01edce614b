"""What tables share: codes beside labels, cells of money, a table of the contract as people read it."""
