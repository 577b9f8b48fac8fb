"""The screens: base templates, navigation, components, static files. Views call commands and selectors."""
