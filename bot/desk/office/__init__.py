"""What the office wants to know: a month in numbers, and whether answers were right."""
