"""Every published estimate of what is carried past customs, and where they do not add up."""
