"""E-mail: how a letter reads, and how it is given to the mail server."""
