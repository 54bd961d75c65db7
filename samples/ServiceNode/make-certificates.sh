#!/usr/bin/env bash
# Makes a private authority with an intermediate, a certificate for the service and one for the platform's service node, and an empty
# revocation list, in the folder that is named, or in ./certificates. For trying out: the keys are not encrypted.
set -euo pipefail
folder=${1:-certificates}
mkdir -p "$folder"
cd "$folder"
umask 077
: >index.txt

cat >openssl.cnf <<'CNF'
[req]
distinguished_name = name
prompt = no
[name]
[ca]
default_ca = intermediate
[intermediate]
database = index.txt
default_md = sha256
[root_extensions]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[intermediate_extensions]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[service_extensions]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost, IP:127.0.0.1
authorityKeyIdentifier = keyid
[node_extensions]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
authorityKeyIdentifier = keyid
CNF

key() { openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" 2>/dev/null || openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key"; }

# name, subject, days, issuer
issue() {
  key "$1"
  openssl req -new -config openssl.cnf -key "$1.key" -subj "$2" -out "$1.csr"
  openssl x509 -req -in "$1.csr" -CA "$4.pem" -CAkey "$4.key" -CAcreateserial -sha256 -days "$3" -extfile openssl.cnf -extensions "$1_extensions" -out "$1.pem" 2>/dev/null
  rm "$1.csr"
}

key root
openssl req -x509 -new -config openssl.cnf -key root.key -subj "/O=Example/CN=Example Root" -sha256 -days 3650 -extensions root_extensions -out root.pem
issue intermediate "/O=Example/CN=Example Intermediate" 1825 root
issue service "/O=Example/CN=localhost" 365 intermediate
issue node "/O=Example Platform/CN=Service Node" 365 intermediate
openssl ca -config openssl.cnf -gencrl -keyfile intermediate.key -cert intermediate.pem -crldays 30 -out revoked.pem 2>/dev/null
echo "Made in $PWD: root.pem, intermediate.pem, service.pem and .key, node.pem and .key, revoked.pem. The list is current for 30 days."
