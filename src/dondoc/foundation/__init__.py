"""What every room stands on: keys led by the jurisdiction, Vietnamese text, errors, the clock."""
