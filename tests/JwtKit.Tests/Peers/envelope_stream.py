"""Streamed envelopes, written from src/JwtKit/docs/envelope-format.md alone, on the primitives of the package cryptography."""

import hashlib
import hmac
import os
import struct

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC, VERSION, CIPHER, TAG = b"JKES", 1, 1, 16
MANAGEMENT = {"RSA-OAEP": 1, "RSA-OAEP-256": 2, "dir": 3}
HASHES = {1: hashes.SHA1, 2: hashes.SHA256}


def oaep(management):
    chosen = HASHES[management]
    return padding.OAEP(mgf=padding.MGF1(chosen()), algorithm=chosen(), label=None)


def derive(material, header, salt, context):
    info = b"JwtKit envelope stream 1" + hashlib.sha256(header).digest() + struct.pack(">I", len(context)) + context
    derived = HKDF(hashes.SHA256(), 64, salt, info).derive(material)
    return derived[:32], derived[32:]


def nonce(number, is_last):
    return struct.pack(">7xIB", number, is_last)


def seal_chunk(key, number, is_last, piece):
    return AESGCM(key).encrypt(nonce(number, is_last), piece, b"")


def make_header(management, exponent, salt, key_id, content_type, wrapped, version=VERSION, cipher=CIPHER):
    fields = b"".join(struct.pack(">H", len(field)) + field for field in (key_id, content_type, wrapped))
    return MAGIC + struct.pack(">BHBBB", version, 42 + len(fields), management, cipher, exponent) + salt + fields


def begin(request):
    """Header with commitment, the key of the message, and the chunk size."""
    management, salt = MANAGEMENT[request["alg"]], bytes.fromhex(request["salt"]) if "salt" in request else os.urandom(32)
    material, wrapped = bytes.fromhex(request["key"].get("hex", "")), b""
    if management in HASHES:
        material = os.urandom(32)
        wrapped = serialization.load_pem_public_key(request["key"]["pem"].encode()).encrypt(material, oaep(management))
    header = make_header(
        management, request.get("exponent", 16), salt, request.get("kid", "").encode(), request.get("contentType", "").encode(), wrapped)
    key, commitment = derive(material, header, salt, request.get("context", "").encode())
    return header + commitment, key, 1 << request.get("exponent", 16)


def seal(request):
    beginning, key, size = begin(request)
    payload = bytes.fromhex(request["payload"])
    pieces = [payload[at:at + size] for at in range(0, len(payload), size)] or [b""]
    chunks = [seal_chunk(key, number, number == len(pieces) - 1, piece) for number, piece in enumerate(pieces)]
    return {"envelope": (beginning + b"".join(chunks)).hex()}


def open_(request):
    envelope = bytes.fromhex(request["envelope"])
    version, length, management, cipher, exponent = struct.unpack_from(">BHBBB", envelope, 4)
    if envelope[:4] != MAGIC or (version, management, cipher) != (VERSION, MANAGEMENT[request["alg"]], CIPHER) or not 12 <= exponent <= 20:
        raise ValueError("not such an envelope")
    header, fields, at = envelope[:length], [], 42
    for _ in range(3):
        (size,) = struct.unpack_from(">H", header, at)
        fields.append(header[at + 2:at + 2 + size])
        at += 2 + size
    if at != length:
        raise ValueError("the fields do not fill the header")
    key_id, content_type, wrapped = fields
    if management in HASHES:
        private_key = serialization.load_pem_private_key(request["key"]["pem"].encode(), None)
        material = private_key.decrypt(wrapped, oaep(management))
    else:
        material = bytes.fromhex(request["key"]["hex"])
    key, commitment = derive(material, header, header[10:42], request.get("context", "").encode())
    if not hmac.compare_digest(commitment, envelope[length:length + 32]):
        raise ValueError("another key, header or context")
    chunks, size = envelope[length + 32:], (1 << exponent) + TAG
    pieces = [chunks[at:at + size] for at in range(0, len(chunks), size)] or [b""]
    if len(pieces) > 1 and len(pieces[-1]) == TAG:
        raise ValueError("an empty last chunk after others")
    payload = b"".join(
        AESGCM(key).decrypt(nonce(number, number == len(pieces) - 1), piece, b"") for number, piece in enumerate(pieces))
    return {"payload": payload.hex(), "kid": key_id.decode(), "contentType": content_type.decode()}
