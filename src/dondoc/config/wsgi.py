"""The WSGI entry point for granian or any other server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.config.settings")
os.environ.setdefault("DONDOC_POOL", "1")
application = get_wsgi_application()
