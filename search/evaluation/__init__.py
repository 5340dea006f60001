"""What the ranking is worth, on judged questions."""
