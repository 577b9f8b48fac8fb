"""Users, roles, sign-in, tokens of the API."""
