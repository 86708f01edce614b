"""What it would take: hypothetical paths, and the levers that bend them."""
