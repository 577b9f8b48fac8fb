"""Follow-up: what happens between the day an assignment is given and the day it is closed."""
