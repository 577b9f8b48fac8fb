"""The HTTP API, composed of what each room offers."""
