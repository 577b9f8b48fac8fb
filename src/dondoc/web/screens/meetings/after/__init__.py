"""Minutes, the conclusion notice, and what came of the conclusions."""
