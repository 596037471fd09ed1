"""Says which repositories python-tuf accepts: the reference implementation, as an oracle for ours.

Arguments: the time, in Unix seconds. Each line on standard input names a folder with `trusted` (what a
client holds), `server` (what it finds) and `expected.json` (targets that it is to find there, delegated ones
among them, with their digests). Answers `accepted`, or `refused` and why, line by line.
"""

import json
import os
import sys
import tempfile
from datetime import datetime, timezone
from shutil import copytree

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import FetcherInterface, Updater

SERVER = "http://server/"


class Folder(FetcherInterface):
    """Fetches from a folder instead of a server."""

    def __init__(self, root):
        super().__init__()
        self.root = root

    def _fetch(self, url):
        try:
            with open(os.path.join(self.root, url.removeprefix(SERVER)), "rb") as file:
                content = file.read()
        except OSError as error:
            raise DownloadHTTPError(str(error), 404) from error
        return iter([content])


def refresh(folder, now, trusted):
    """A whole refresh, with every target that the top-level role names, and all that are expected."""
    updater = Updater(
        trusted,
        SERVER + "metadata/",
        os.path.join(trusted, "downloads"),
        SERVER + "targets/",
        Folder(os.path.join(folder, "server")),
        bootstrap=None,
    )
    updater._trusted_set.reference_time = now
    updater.refresh()
    for name, target in updater._trusted_set.targets.targets.items():
        updater.download_target(target, os.path.join(trusted, "download"))
    with open(os.path.join(folder, "expected.json"), encoding="utf-8") as file:
        expected = json.load(file)
    for name, hashes in expected.items():
        target = updater.get_targetinfo(name)
        if target is None:
            raise ValueError(f"no target {name}")
        updater.download_target(target, os.path.join(trusted, "download"))
        if target.hashes["sha256"] != hashes["sha256"]:
            raise ValueError(f"another target {name}")


def answer(folder, now):
    with tempfile.TemporaryDirectory() as scratch:
        trusted = copytree(os.path.join(folder, "trusted"), os.path.join(scratch, "trusted"))
        os.makedirs(os.path.join(trusted, "downloads"))
        try:
            refresh(folder, now, trusted)
        except Exception as error:  # Whatever it is, it is not accepted.
            return "refused " + json.dumps(f"{type(error).__name__}: {error}")
    return "accepted"


def main():
    now = datetime.fromtimestamp(int(sys.argv[1]), timezone.utc)
    for line in sys.stdin:
        print(answer(line.rstrip("\n"), now), flush=True)


main()
