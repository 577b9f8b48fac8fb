"""Who is called, what they answered, who came, and what the regime says."""
