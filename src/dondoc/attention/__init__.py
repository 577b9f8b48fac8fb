"""What people pay attention to: stars, themes, comments, watching (docs/attention.md)."""
