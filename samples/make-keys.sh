#!/bin/sh
# Makes, in the current folder, the key files that the configuration in the packages' READMEs names. For trying out: keys in use come from
# those who run the systems. Private keys are readable by their owner alone. Files that are there stay, unless --force is given.
# The private halves of the platform's keys, and those of the authorities, are not kept: nobody needs them to send.
set -eu

files='kore.jwk.json private.pem own.pem own.public.pem platform.pem ours.pem client.pem client.key intermediates.pem root.pem'

case "${1-}" in
  '') force=false ;;
  --force) force=true ;;
  *) echo "usage: sh make-keys.sh [--force]" >&2; exit 2 ;;
esac

if [ $force = false ]; then
  for file in $files; do
    if [ -e "$file" ] || [ -L "$file" ]; then
      echo "'$file' is there already; move it away, or call with --force to replace all of: $files" >&2
      exit 1
    fi
  done
fi

# Made aside and moved when all are there, so that a failure leaves nothing half done.
umask 077
target=$PWD
work=$(mktemp -d "$target/.make-keys.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work"

rsa() { openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 "$@" 2>/dev/null; }

# A JWK has its modulus in base64url (RFC 7518 section 6.3.1): 3 hexadecimal digits are 2 of its letters.
rsa -out kore.key
openssl rsa -in kore.key -noout -modulus | awk '
  BEGIN { letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_" }
  {
    hex = substr($0, index($0, "=") + 1) "0"
    for (i = 1; i + 2 <= length(hex); i += 3) {
      bits = 0
      for (j = 0; j < 3; j++) bits = bits * 16 + index("0123456789ABCDEF", substr(hex, i + j, 1)) - 1
      modulus = modulus substr(letters, int(bits / 64) + 1, 1) substr(letters, bits % 64 + 1, 1)
    }
    printf "{\"kty\":\"RSA\",\"use\":\"enc\",\"alg\":\"RSA-OAEP\",\"kid\":\"kore-demo\",\"n\":\"%s\",\"e\":\"AQAB\"}\n", modulus
  }' >kore.jwk.json

rsa -aes-256-cbc -pass pass:changeit -out private.pem
rsa -out own.pem
openssl pkey -in own.pem -pubout -out own.public.pem
rsa -out platform.key
openssl pkey -in platform.key -pubout -out platform.pem
rsa -out ours.pem

cat >openssl.cnf <<'CNF'
[req]
distinguished_name = name
prompt = no
[name]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[intermediates]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[client]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
authorityKeyIdentifier = keyid
CNF

elliptic() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" 2>/dev/null; }

# name, subject, days, issuer
issue() {
  elliptic "$1"
  openssl req -new -config openssl.cnf -key "$1.key" -subj "$2" -out "$1.csr"
  openssl x509 -req -in "$1.csr" -CA "$4.pem" -CAkey "$4.key" -CAcreateserial -sha256 -days "$3" -extfile openssl.cnf -extensions "$1" -out "$1.pem" 2>/dev/null
}

elliptic root
openssl req -x509 -new -config openssl.cnf -key root.key -subj '/O=Example/CN=Example Root' -sha256 -days 3650 -extensions root -out root.pem
issue intermediates '/O=Example/CN=Example Intermediate' 1825 root
issue client '/O=Example/CN=Example Client' 365 intermediates

chmod 644 kore.jwk.json own.public.pem platform.pem client.pem intermediates.pem root.pem
for file in $files; do
  mv -f "$file" "$target/$file"
done
echo "Made in $target: $files. The password of private.pem is changeit."
