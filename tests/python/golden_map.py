"""Writes a sealed map after docs/bundle-format.md, without any code of Fineline's: what every later version must
still read; of format 2, open lists in FOLDER/open, too. Usage: golden_map.py FOLDER FORMAT, which is 1 or 2. The same
bytes every time.

Needs argon2-cffi (the reference implementation of Argon2) and cryptography (AES-SIV and HKDF of OpenSSL).
"""

import hashlib
import json
import pathlib
import sys
from datetime import date

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

COHORT_KEY = bytes(range(32))
SALT = bytes(range(16))
EPOCH = 3
FOLDER = pathlib.Path(sys.argv[1])
FORMAT = int(sys.argv[2])


def sha256(data):
    return hashlib.sha256(data).digest()


def derive(key):
    """Profile `sealed`: Argon2id, 19 MiB, 2 passes, 1 lane, version 1.3."""
    return hash_secret_raw(key.encode(), SALT, 2, 19 * 1024, 1, 32, Type.ID, 0x13)


def opener(key, label):
    info = label + EPOCH.to_bytes(4, "big")
    output = HKDF(hashes.SHA256(), 40, COHORT_KEY, info).derive(derive(key))
    return output[:8], output[8:]


def seal(place, plain):
    tag, key = place
    return AESSIV(key).encrypt(plain, [tag + EPOCH.to_bytes(4, "big")])


def payload(owner=0, number=0, until=None, state=0, company=False, confirmed=None):
    until = (date.fromisoformat(until) - date(2020, 1, 1)).days if until else 0
    confirmed = (date.fromisoformat(confirmed) - date(2024, 12, 31)).days if confirmed else 0
    flags = confirmed << 4 | company << 3 | state
    return owner.to_bytes(3, "big") + bytes([number]) + until.to_bytes(2, "big") + flags.to_bytes(2, "big")


def record(key, **said):
    place = opener(key, b"fineline record 1")
    return place[0] + seal(place, payload(**said))


def row(number, said):
    place = opener(f"owner:{number:06x}", b"fineline owner 1")
    sealed = seal(place, json.dumps(said, ensure_ascii=False).encode())
    return place[0] + len(sealed).to_bytes(2, "big") + sealed


def contact(person, name):
    return {"person": person, "name": name, "title": "Account manager", "team": "", "link": "mailto:desk@aldermoor.example"}


def delta(records, gone, rows, rows_gone):
    rows = b"".join(rows)
    counts = [len(records), len(gone), len(rows), len(rows_gone)]
    head = b"FLD1" + b"".join(count.to_bytes(4, "big") for count in counts)
    return head + b"".join(sorted(records)) + b"".join(sorted(gone)) + rows + b"".join(rows_gone)


def leaf(base, came, gone):
    return sha256(b"\0" + base + sha256(len(came).to_bytes(4, "big") + came + gone))


def tree(leaves):
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\1" + tree(leaves[:half]) + tree(leaves[half:]))


def put(data):
    digest = sha256(data)
    (FOLDER / digest.hex()).write_bytes(data)
    return {"sha256": digest.hex(), "length": len(data)}


def shard(tag):
    """Of two: the first bit."""
    return tag[0] >> 7


FOLDER.mkdir(parents=True, exist_ok=True)
base = sorted([
    record("x:@elena", owner=0xABCDEF, until="2027-12-31", state=2, confirmed="2026-11-22"),
    record("in:/company/okafor-shipping", owner=0xABCDEF, number=1, company=True),
    record("org:okafor-shipping", owner=0xABCDEF, number=1, company=True),
    record("dom:okafor.example", owner=0xABCDEF, number=1, company=True),
    record("x:@gone", owner=0xABCDEF),
    *([record("x:@yusuf", owner=0x00beef)] if FORMAT == 2 else []),
])
shards = [b"".join(it for it in base if shard(it) == number) for number in (0, 1)]
shard_digests = b"".join(bytes.fromhex(put(it)["sha256"]) for it in shards)
# Format 1 has one table of owners, format 2 shards of it.
rows = [row(0xABCDEF, {"owner": contact("jonas", "Jonas Brandt"), "team": "key"})]
if FORMAT == 2:
    rows.append(row(0x00beef, {"owner": contact("ruth", "Ruth Okoye")}))
rows.sort()
owner_shards = [b"".join(it for it in rows if shard(it) == number) for number in (0, 1)]
owners = b"".join(rows)
new_row = row(0xABCDEF, {"owner": contact("mara", "Mara Lindqvist")})
came = [record("x:@new", state=1)]
gone = [opener("x:@gone", b"fineline record 1")[0]]
since_base = delta(came, gone, [new_row], [])


def slice_of(items, number):
    return b"".join(sorted(it for it in items if shard(it) == number))


leaves = [leaf(sha256(shards[it]), slice_of(came, it), slice_of(gone, it)) for it in (0, 1)]
if FORMAT == 1:
    leaves.append(leaf(sha256(owners), new_row, b""))
    named_owners = put(owners)
else:
    leaves += [leaf(sha256(owner_shards[it]), slice_of([new_row], it), b"") for it in (0, 1)]
    named_owners = put(b"".join(bytes.fromhex(put(it)["sha256"]) for it in owner_shards))
manifest = {
    "format": FORMAT,
    "normalisation": 2,
    "cohort": "everyone",
    "key_id": HKDF(hashes.SHA256(), 8, b"", b"fineline key id 1").derive(COHORT_KEY).hex(),
    "epoch": EPOCH,
    "version": 2,
    "profile": "sealed",
    "salt": SALT.hex(),
    "audiences": ["clients", "prospects"],
    "records": len(base),
    "base": {"version": 1, "made_on": "2026-11-22", "shards": put(shard_digests), "owners": named_owners,
             "bytes": 32 * len(base) + len(owners)},
    "deltas": [{"from": 1, **put(since_base)}],
    "merkle_root": tree(leaves).hex(),
}
(FOLDER / "manifest.json").write_text(json.dumps(manifest, separators=(",", ":")))


def line(key, said):
    text = json.dumps({key: [said]}, separators=(",", ":")).encode()
    return sha256(key.encode())[:8] + len(text).to_bytes(2, "big") + text


def open_lists():
    """Four keys, of which one changed and one went since the base."""
    paper = {"company": {"written": "Harbour Gazette"}, "audience": "press", "confirmed_on": "2026-11-02"}
    keys = ["x:@victor_hale", "org:harbour-gazette", "dom:harbour-gazette.example", "x:@gone"]
    said = [{"audience": "rivals", "owner": "ruth"}, paper, paper, {"audience": "rivals"}]
    rows = sorted(line(key, it) for key, it in zip(keys, said))
    came, gone = [line(keys[0], {"audience": "rivals", "owner": "mara"})], [line(keys[3], {})[:8]]
    shards = [b"".join(it for it in rows if shard(it) == number) for number in (0, 1)]
    leaves = [leaf(sha256(b""), b"", b"")]
    leaves += [leaf(sha256(shards[it]), slice_of(came, it), slice_of(gone, it)) for it in (0, 1)]
    return {**manifest, "cohort": "open", "key_id": "", "epoch": 0, "salt": bytes(16).hex(), "audiences": [],
            "records": 3, "merkle_root": tree(leaves).hex(), "deltas": [{"from": 1, **put(delta([], [], came, gone))}],
            "base": {"version": 1, "made_on": "2026-11-22", "shards": put(sha256(b"")), "bytes": len(b"".join(rows)),
                     "owners": put(b"".join(bytes.fromhex(put(it)["sha256"]) for it in shards))}}


if FORMAT == 2:
    FOLDER = FOLDER / "open"
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "manifest.json").write_text(json.dumps(open_lists(), separators=(",", ":")))
