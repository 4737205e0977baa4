"""The WSGI application. It starts no database: `manage.py demo` does, or DATABASE_URL names one."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application = get_wsgi_application()
# What is loaded by now stays for good; looking for garbage among it with every few requests cost a page a tenth.
gc.collect()
gc.freeze()
