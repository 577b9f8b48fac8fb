"""The WSGI entry point for granian or any other server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.config.settings")
os.environ.setdefault("DONDOC_POOL", "1")
application = get_wsgi_application()

# What is loaded by now lives as long as the process: the collector need not look at it again at each request.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
