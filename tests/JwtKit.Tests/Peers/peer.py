"""The peers on Python: one JSON request per line in, one JSON answer per line out, in the same order."""

import json
import sys

from authlib.jose import JsonWebSignature, JsonWebToken, OctKey, RSAKey
from jwcrypto.common import base64url_encode
from jwcrypto.jwk import JWK
from jwcrypto.jwt import JWT


def jwcrypto_key(key):
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


def authlib_key(key):
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


LIBRARIES = {
    "jwcrypto": {"sign": jwcrypto_sign, "verify": jwcrypto_verify},
    "authlib": {"sign": authlib_sign, "verify": authlib_verify},
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
