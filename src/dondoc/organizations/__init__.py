"""Units, posts, terms of office, groups and successions, each with its dates."""
