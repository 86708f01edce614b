"""What is known of each month, and what is not."""
