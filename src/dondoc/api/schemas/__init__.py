"""What goes in and what comes out, as the OpenAPI page shows it."""
