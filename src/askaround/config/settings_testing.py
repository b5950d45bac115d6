"""Settings of the test suite: a data folder of its own, plain static files, and N+1 queries raise."""

import os
import tempfile

# Before `settings` is read, which makes the folder: tests never see the seeker's own data.
os.environ["ASKAROUND_HOME"] = tempfile.mkdtemp(prefix="askaround-tests-")
for name in ("ASKAROUND_PORT", "ASKAROUND_SITE_URL", "ASKAROUND_DEBUG", "ASKAROUND_SECRET_KEY"):
    os.environ.pop(name, None)

from .settings import *  # noqa: E402, F403
from .settings import INSTALLED_APPS, MIDDLEWARE, STATIC_ROOT, STORAGES  # noqa: E402

INSTALLED_APPS = [*INSTALLED_APPS, "zeal", "django_linear_migrations"]
MIDDLEWARE = [*MIDDLEWARE, "zeal.middleware.zeal_middleware"]
ZEAL_RAISE = True
READ_FOR_MEANING = False
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT.mkdir(exist_ok=True)
