"""`python -m benchmarks`: sets up a database of its own, thrown away at the end, and runs every benchmark in turn."""

import logging
import os
import shutil
import sys
import tempfile

from portal.embedded.hold import Hold
from portal.embedded.place import throw_away_place
from portal.embedded.server import Server


def main():
    var = tempfile.mkdtemp(prefix="county-portal-bench-var-")
    place = throw_away_place("county-portal-bench-")
    # A server that writes to the disk as in production, unlike that of the tests.
    hold = Hold(Server(place))
    try:
        os.environ["DATABASE_URL"] = hold.acquire()
        os.environ.update(PORTAL_VAR=var, PORTAL_TODAY="2021-10-31", DJANGO_SETTINGS_MODULE="portal.settings")
        _run(sys.argv[1:])
    finally:
        hold.release()
        shutil.rmtree(place.folder)
        shutil.rmtree(var)


def _run(wanted):
    import django

    django.setup()
    logging.disable(logging.WARNING)
    from benchmarks import demo, imports, layouts, pages, readers

    # The demo first: the pages are those of its world, and the large loads make another.
    for benchmark in (
        demo.import_demo,
        pages.cold_pages,
        readers.readers,
        layouts.read_layout,
        layouts.preview_rows,
        imports.import_enterprises,
        imports.import_figures,
    ):
        if not wanted or benchmark.__name__ in wanted or benchmark is demo.import_demo:
            for text in benchmark():
                print(text, flush=True)


main()
