"""Tables that are not one row a datum: turned, joined and filled down while they are read."""
