"""A certificate for this computer alone, by which the web add-in can be tried out over https."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

DAYS = 365
RENEWED_BEFORE = dt.timedelta(days=7)
NAME = "xlperf on this computer"


def kept_certificate(folder: Path) -> tuple[Path, Path]:
    """Return the paths of the certificate and of its key in `folder`, made when there is none that still holds."""
    chain, key = folder / "certificate.pem", folder / "key.pem"
    if not (chain.is_file() and key.is_file() and still_holds(chain)):
        folder.mkdir(parents=True, exist_ok=True)
        make(chain, key)
    return chain, key


def still_holds(chain: Path) -> bool:
    """Say whether a certificate holds for another week."""
    ends = x509.load_pem_x509_certificate(chain.read_bytes()).not_valid_after_utc
    return dt.datetime.now(dt.UTC) + RENEWED_BEFORE < ends


def make(chain: Path, key: Path) -> None:
    """
    Write a certificate for localhost, signed by itself, and its key, which only this user may read.

    It is no authority: who trusts it trusts this one server on this computer, for a year.
    """
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(private, hashes.SHA256())
    )
    secret = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with os.fdopen(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(secret)
    chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))
