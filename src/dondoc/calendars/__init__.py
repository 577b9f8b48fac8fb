"""The working calendar and the legal time limits of each jurisdiction: dated records over the shipped ones."""
