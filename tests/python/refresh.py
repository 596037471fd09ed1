"""Times a refresh by python-tuf, the reference implementation, from a server.

Arguments: the server's address and the root file that a client trusts. Prints, as JSON, seconds and processor
seconds of a first refresh with every target that the top-level role names, and of one without news.
"""

import json
import os
import sys
import tempfile
import time

from tuf.ngclient import Updater


def refresh(server, root, scratch):
    """A whole refresh, as an application makes it; targets that lie there already are not fetched again."""
    began, used = time.perf_counter(), time.process_time()
    updater = Updater(
        os.path.join(scratch, "metadata"),
        server + "/metadata/",
        os.path.join(scratch, "targets"),
        server + "/targets/",
        bootstrap=root,
    )
    updater.refresh()
    for target in updater._trusted_set.targets.targets.values():
        if updater.find_cached_target(target) is None:
            updater.download_target(target)
    return {
        "seconds": time.perf_counter() - began,
        "processor_s": time.process_time() - used,
    }


def main():
    server, path = sys.argv[1:]
    with open(path, "rb") as file:
        root = file.read()
    with tempfile.TemporaryDirectory() as scratch:
        for folder in ("metadata", "targets"):
            os.makedirs(os.path.join(scratch, folder))
        first = refresh(server, root, scratch)
        look = refresh(server, root, scratch)
    print(json.dumps({"first": first, "look": look}))


main()
