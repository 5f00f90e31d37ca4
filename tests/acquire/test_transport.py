"""TLS and HTTP/2 over guarded connections: the address is judged, the certificate is still checked by name."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import ssl

import h2.config
import h2.connection
import h2.events
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from pipeline.acquire.fetcher import Fetcher
from pipeline.acquire.limits import FetchLimits
from pipeline.model import Source

QUICK = FetchLimits(host_interval=0, first_byte_seconds=10, total_seconds=20)
SOURCE = Source("s", "S", "feed", "x", allow_addresses=("127.0.0.2/32",))
PAGE = b"<p>Over HTTP/2."


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for news.example, made for this run."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "news.example")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("news.example"), x509.IPAddress(ipaddress.ip_address("127.0.0.9"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    return path


async def serve(reader, writer, paths):
    """A small HTTP/2 server: every page is PAGE, robots.txt is missing."""
    connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
    connection.initiate_connection()
    writer.write(connection.data_to_send())
    try:
        while data := await reader.read(65_536):
            for event in connection.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    headers = {
                        name.decode() if isinstance(name, bytes) else name: value for name, value in event.headers
                    }
                    path = headers[":path"].decode() if isinstance(headers[":path"], bytes) else headers[":path"]
                    paths.append(path)
                    is_page = path.startswith("/a")
                    connection.send_headers(
                        event.stream_id, [(":status", "200" if is_page else "404"), ("content-type", "text/html")]
                    )
                    connection.send_data(event.stream_id, PAGE if is_page else b"", end_stream=True)
            writer.write(connection.data_to_send())
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


def visit(certificate, host, count=1, alpn=("h2", "http/1.1")):
    """Fetch pages of a host whose name resolves to the test server."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.set_alpn_protocols(list(alpn))
    trust = ssl.create_default_context(cafile=str(certificate))
    connections, paths = [], []

    async def resolver(name, port):
        return ["127.0.0.2"]

    async def accept(reader, writer):
        connections.append(writer)
        await serve(reader, writer, paths)

    async def go():
        server = await asyncio.start_server(accept, "127.0.0.2", 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
        async with server:
            async with Fetcher(limits=QUICK, resolver=resolver, verify=trust) as fetcher:
                urls = [f"https://{host}:{port}/a{n}" for n in range(count)]
                found = await asyncio.gather(*(fetcher.fetch(url, SOURCE) for url in urls))
            for writer in connections:
                writer.close()
        return [each.fetch for each in found], [each.body for each in found]

    fetches, bodies = asyncio.run(go())
    return fetches, bodies, len(connections)


def test_pages_come_over_one_connection_with_http2(certificate):
    fetches, bodies, connections = visit(certificate, "news.example", count=6)
    assert {("fetched", "HTTP/2", "127.0.0.2", 200)} == {
        (each.outcome, each.http_version, each.ip, each.status) for each in fetches
    }
    assert ([PAGE] * 6, 1) == (bodies, connections)


def test_a_certificate_for_another_name_is_refused(certificate):
    fetches, _, _ = visit(certificate, "other.example")
    assert ["network"] == [each.outcome for each in fetches]
    assert "no secure connection" in fetches[0].reason


def test_the_certificate_must_not_merely_fit_the_address(certificate):
    fetches, _, _ = visit(certificate, "127.0.0.2")
    assert "no secure connection" in fetches[0].reason
