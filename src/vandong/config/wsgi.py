"""The entry of the web server's workers."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vandong.config.settings")

from vandong.kernel.sqlite import use_bundled_sqlite  # noqa: E402

use_bundled_sqlite()  # before Django imports sqlite3

from django.core.wsgi import get_wsgi_application  # noqa: E402  the settings must be named first

from vandong.ops.supervisor import die_with_parent  # noqa: E402

die_with_parent()
application = get_wsgi_application()
