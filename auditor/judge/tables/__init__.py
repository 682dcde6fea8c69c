"""What rules look for: words, marks and signatures, each row with its source."""
