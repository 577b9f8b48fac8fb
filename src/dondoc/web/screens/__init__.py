"""One package per screen: urls, views, forms; its templates are in `templates/web/<screen>/`."""
