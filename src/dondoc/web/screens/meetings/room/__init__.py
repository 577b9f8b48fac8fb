"""The secretary's screen, the large screen, and what keeps them current."""
