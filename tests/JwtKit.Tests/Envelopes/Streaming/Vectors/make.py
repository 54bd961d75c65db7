"""Writes the files of this folder, each but the valid ones with the one defect that it is named for: python3 make.py PRIVATE_KEY.pem

Whatever can be forged is: where a header is changed before sealing, key and commitment are those of the changed header, so that only the rule that the file
is named for refuses it. The files with RSA differ from run to run. README.md says with which keys and for what they are sealed.
"""

import os
import struct
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import load_pem_private_key

sys.dont_write_bytecode = True
sys.path.append(str(Path(__file__).parents[2] / "Peers"))
from envelope_stream import derive, make_header, oaep, seal_chunk

SIZE = 4096
SHARED, SALT, CONTEXT, KEY_ID, TYPE = bytes(range(1, 33)), bytes(range(101, 133)), b"orders/export", b"k-1", b"text/csv"
OAEP, OAEP_256, DIRECT = 1, 2, 3


def payload(length):
    return bytes((i + (i >> 8) + 1) & 255 for i in range(length))


def header(management=DIRECT, exponent=12, salt=SALT, key_id=KEY_ID, content_type=TYPE, wrapped=b"", **other):
    return make_header(management, exponent, salt, key_id, content_type, wrapped, **other)


def seal(length=3, head=None, material=SHARED, context=CONTEXT, pieces=None, number=lambda i: i, is_last=lambda i, last: i == last):
    """Beginning and chunks of a message."""
    head = head or header()
    key, commitment = derive(material, head, head[10:42], context)
    content = payload(length)
    pieces = pieces or [content[at:at + SIZE] for at in range(0, length, SIZE)] or [b""]
    return [head + commitment] + [seal_chunk(key, number(i), is_last(i, len(pieces) - 1), piece) for i, piece in enumerate(pieces)]


def wrapped(private_key, management, material=SHARED, pad=None):
    encrypted = private_key.public_key().encrypt(material, pad or oaep(management))
    return seal(head=header(management, wrapped=encrypted), material=material)


def flipped(parts, at):
    content = bytearray(b"".join(parts))
    content[at] ^= 1
    return [bytes(content)]


def with_length(length):
    head = bytearray(header())
    head[5:7] = struct.pack(">H", length)
    return seal(head=bytes(head))


def running_over():
    head = bytearray(header())
    head[-1] = 1  # The length of the wrapped key, of which nothing follows.
    return seal(head=bytes(head))


def with_byte_after_fields():
    head = header() + b"\0"
    return seal(head=head[:5] + struct.pack(">H", len(head)) + head[7:])


def vectors(private_key):
    three = seal(2 * SIZE + 7)
    small = seal()
    begin = len(small[0])
    return {
        "valid-shared-key": three,
        "valid-rsa-oaep": wrapped(private_key, OAEP, os.urandom(32)),
        "valid-rsa-oaep-256": wrapped(private_key, OAEP_256, os.urandom(32)),
        "valid-empty": seal(0),
        "valid-full-last-chunk": seal(2 * SIZE),
        "valid-without-names": seal(head=header(key_id=b"", content_type=b"")),
        "other-magic": seal(head=b"JKEs" + header()[4:]),
        "other-version": seal(head=header(version=2)),
        "other-cipher": seal(head=header(cipher=2)),
        "other-key-management": seal(head=header(management=4)),
        "key-management-zero": seal(head=header(management=0)),
        "chunk-size-too-small": seal(head=header(exponent=11)),
        "chunk-size-too-large": seal(head=header(exponent=21)),
        "chunk-size-changed": [header(exponent=13) + small[0][-32:]] + small[1:],
        "header-length-too-long": with_length(65535),
        "header-length-too-short": with_length(47),
        "header-with-a-byte-after-its-fields": with_byte_after_fields(),
        "field-over-the-end-of-the-header": running_over(),
        "key-id-not-utf-8": seal(head=header(key_id=b"k\xff")),
        "key-id-with-a-line-break": seal(head=header(key_id=b"k\n")),
        "key-id-too-long": seal(head=header(key_id=b"k" * 257)),
        "key-id-unknown": seal(head=header(key_id=b"k-2")),
        "key-id-changed": flipped(small, 44),
        "content-type-not-ascii": seal(head=header(content_type="täxt".encode())),
        "content-type-of-a-token": seal(head=header(content_type=b"JWT")),
        "content-type-changed": flipped(small, 50),
        "salt-changed": flipped(small, 10),
        "commitment-changed": flipped(small, begin - 1),
        "wrapped-key-with-a-shared-key": seal(head=header(wrapped=bytes(256))),
        "wrapped-key-too-short": seal(head=header(OAEP, wrapped=bytes(255))),
        "wrapped-key-changed": flipped(wrapped(private_key, OAEP_256), 100),
        "wrapped-key-of-31-bytes": wrapped(private_key, OAEP, SHARED[:31]),
        "wrapped-key-of-33-bytes": wrapped(private_key, OAEP, SHARED + b"\0"),
        "wrapped-with-rsa1-5": wrapped(private_key, OAEP, pad=padding.PKCS1v15()),
        "wrapped-with-the-other-hash": wrapped(private_key, OAEP_256, pad=oaep(OAEP)),
        "other-key": seal(material=bytes(range(2, 34))),
        "other-context": seal(context=b"orders/import"),
        "no-context": seal(context=b""),
        "empty-file": [],
        "truncated-in-the-header": [small[0][:40]],
        "truncated-in-the-commitment": [small[0][:-1]],
        "truncated-before-the-chunks": small[:1],
        "truncated-in-the-first-tag": [small[0], small[1][:10]],
        "truncated-in-a-chunk": three[:2] + [three[2][:100]],
        "truncated-at-chunk-border": three[:3],
        "truncated-at-the-last-byte": three[:3] + [three[3][:-1]],
        "first-chunk-missing": three[:1] + three[2:],
        "chunk-in-the-middle-missing": three[:2] + three[3:],
        "chunks-swapped": [three[0], three[2], three[1], three[3]],
        "chunk-repeated": three[:2] + three[1:],
        "chunk-of-another-message": three[:2] + [seal(2 * SIZE + 7, head=header(salt=SHARED))[2]] + three[3:],
        "ciphertext-changed": flipped(three, len(three[0]) + SIZE + 16),
        "tag-changed": flipped(three, -1),
        "trailing-byte": three + [b"\0"],
        "trailing-chunk": seal(pieces=[payload(SIZE)] * 3, is_last=lambda i, last: i >= 1),
        "last-chunk-not-flagged": seal(2 * SIZE + 7, is_last=lambda i, last: False),
        "first-chunk-flagged-as-the-last": seal(2 * SIZE + 7, is_last=lambda i, last: i in (0, last)),
        "chunks-numbered-from-one": seal(2 * SIZE + 7, number=lambda i: i + 1),
        "chunks-all-numbered-zero": seal(2 * SIZE + 7, number=lambda i: 0),
        "empty-last-chunk-after-a-full-one": seal(pieces=[payload(SIZE), b""]),
        "short-chunk-in-the-middle": seal(pieces=[payload(SIZE), payload(100), payload(7)]),
        "chunk-longer-than-its-size": seal(pieces=[payload(SIZE + 1)]),
    }


with open(sys.argv[1], "rb") as file:
    KEY = load_pem_private_key(file.read(), None)
for name, parts in vectors(KEY).items():
    (Path(__file__).parent / f"{name}.bin").write_bytes(b"".join(parts))
