"""The peers on Python: one JSON request per line in, one JSON answer per line out, in the same order."""

import json
import sys

from authlib.jose import JsonWebEncryption, JsonWebSignature, JsonWebToken, OctKey, RSAKey
from jwcrypto.common import base64url_encode
from jwcrypto.jwe import JWE
from jwcrypto.jwk import JWK
from jwcrypto.jwt import JWT

sys.dont_write_bytecode = True
import envelope_stream


def jwcrypto_key(key):
    if "jwk" in key:
        return JWK(**key["jwk"])
    if "hex" in key:
        return JWK(kty="oct", k=base64url_encode(bytes.fromhex(key["hex"])))
    if "text" in key:
        return JWK(kty="oct", k=base64url_encode(key["text"]))
    return JWK.from_pem(key["pem"].encode())


def jwcrypto_sign(request):
    header = {**request.get("header", {}), "alg": request["alg"]}
    token = JWT(header=header, claims=request["claims"], algs=[request["alg"]])
    token.make_signed_token(jwcrypto_key(request["key"]))
    return {"token": token.serialize()}


def jwcrypto_verify(request):
    expected = {claim: request[name] for claim, name in (("iss", "issuer"), ("aud", "audience")) if request.get(name)}
    # Given claims to check, the library checks nothing else, so that the times need a pass of their own.
    for check_claims in [None, expected] if expected else [None]:
        token = JWT(algs=[request["alg"]], check_claims=check_claims)
        token.leeway = 0
        token.deserialize(request["token"], jwcrypto_key(request["key"]))
    return {"header": token.token.jose_header, "claims": json.loads(token.claims)}


def jwcrypto_encrypt(request):
    header = {**request.get("header", {}), "alg": request["alg"], "enc": request["enc"]}
    message = JWE(request["text"].encode(), json.dumps(header), algs=[request["alg"], request["enc"]])
    message.add_recipient(jwcrypto_key(request["key"]))
    return {"token": message.serialize(compact=True)}


def jwcrypto_decrypt(request):
    message = JWE(algs=[request["alg"], request["enc"]])
    message.deserialize(request["token"], jwcrypto_key(request["key"]))
    return {"header": message.jose_header, "text": message.payload.decode()}


def jwcrypto_seal(request):
    header = {**request.get("header", {}), "alg": request["alg"], "enc": request["enc"]}
    aad = request["aad"].encode() if "aad" in request else None
    message = JWE(request["text"].encode(), json.dumps(header), aad=aad, algs=[request["alg"], request["enc"]])
    message.add_recipient(jwcrypto_key(request["key"]))
    return {"token": message.serialize()}


def jwcrypto_open(request):
    message = JWE(algs=[request["alg"], request["enc"]])
    message.deserialize(request["token"], jwcrypto_key(request["key"]))
    aad = message.objects.get("aad")
    return {"header": message.jose_header, "text": message.payload.decode(), "aad": aad.decode() if isinstance(aad, bytes) else aad}


def authlib_key(key):
    if "hex" in key:
        return OctKey.import_key(bytes.fromhex(key["hex"]))
    if "text" in key:
        return OctKey.import_key(key["text"].encode())
    return RSAKey.import_key(key["pem"])


def authlib_sign(request):
    # Not JsonWebToken.encode: it overwrites typ and refuses claims whose names look secret.
    header = {**request.get("header", {}), "alg": request["alg"]}
    payload = json.dumps(request["claims"], ensure_ascii=False, separators=(",", ":"))
    token = JsonWebSignature([request["alg"]]).serialize_compact(header, payload, authlib_key(request["key"]))
    return {"token": token.decode()}


def authlib_verify(request):
    options = {
        claim: {"essential": True, "value": request[name]}
        for claim, name in (("iss", "issuer"), ("aud", "audience")) if request.get(name)
    }
    claims = JsonWebToken([request["alg"]]).decode(
        request["token"], authlib_key(request["key"]), claims_options=options)
    claims.validate(leeway=0)
    return {"header": claims.header, "claims": claims}


def authlib_encrypt(request):
    header = {**request.get("header", {}), "alg": request["alg"], "enc": request["enc"]}
    token = JsonWebEncryption([request["alg"], request["enc"]]).serialize_compact(header, request["text"].encode(), authlib_key(request["key"]))
    return {"token": token.decode()}


def authlib_decrypt(request):
    message = JsonWebEncryption([request["alg"], request["enc"]]).deserialize_compact(request["token"], authlib_key(request["key"]))
    header = message["header"]
    if (header["alg"], header["enc"]) != (request["alg"], request["enc"]):
        raise ValueError("another alg or enc than expected")
    return {"header": header, "text": message["payload"].decode()}


LIBRARIES = {
    "jwcrypto": {
        "sign": jwcrypto_sign,
        "verify": jwcrypto_verify,
        "encrypt": jwcrypto_encrypt,
        "decrypt": jwcrypto_decrypt,
        "sealCompact": jwcrypto_encrypt,
        "seal": jwcrypto_seal,
        "open": jwcrypto_open,
    },
    "authlib": {
        "sign": authlib_sign,
        "verify": authlib_verify,
        "encrypt": authlib_encrypt,
        "decrypt": authlib_decrypt,
        "sealCompact": authlib_encrypt,
        "open": authlib_decrypt,
    },
    "cryptography": {
        "seal-stream": envelope_stream.seal,
        "open-stream": envelope_stream.open_,
    },
}


def answer(line):
    try:
        request = json.loads(line)
        operation = LIBRARIES.get(request["library"], {}).get(request["op"])
        if operation is None:
            raise LookupError(f"no {request['op']} by {request['library']} here")
        return json.dumps({"ok": True, **operation(request)})
    except Exception as error:  # Whatever a request does wrong, the next one still gets its answer.
        return json.dumps({"ok": False, "error": f"{type(error).__name__}: {error}"[:200]})


# Bytes, so that neither the locale nor universal newlines change a line.
for request_line in sys.stdin.buffer:
    sys.stdout.buffer.write(answer(request_line).encode() + b"\n")
    sys.stdout.buffer.flush()
