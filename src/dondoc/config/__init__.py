"""Settings, addresses, logging."""
