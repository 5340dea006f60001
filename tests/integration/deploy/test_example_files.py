"""The files of examples/, read by the programs they are for where these are installed (a skip says which is not)."""

import configparser
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reporter.config import PREFIX, Settings
from tests.integration.deploy.conftest import Web

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples"
UNIT = EXAMPLES / "lifering.service"


def needed(program: str) -> str:
    found = shutil.which(program)
    if not found:
        pytest.skip(f"{program} is not installed: its example was not tried")
    return found


def nginx_configuration(folder: Path, *, port: int, upstream: int) -> Path:
    """The example as it stands, without TLS (no certificate here) and on free ports of loopback."""
    text = (EXAMPLES / "nginx.conf").read_text("utf-8")
    for before, after in {
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{upstream};",
        "/var/log/nginx/lifering.log": f"{folder}/access.log",
    }.items():
        assert text.count(before) == 1
        text = text.replace(before, after)
    text = re.sub(r"\n    ssl_certificate.*", "", text)
    text = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", text, flags=re.DOTALL)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    file = folder / "nginx.conf"
    top = f"daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
    file.write_text(f"{top}http {{\n{temporary}{text}\n}}\n")
    return file


@contextmanager
def nginx(folder: Path, upstream: int) -> Iterator[Web]:
    program = needed("nginx")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    file = nginx_configuration(folder, port=port, upstream=upstream)
    command = [program, "-c", str(file), "-e", str(folder / "error.log")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield Web(port, {"Host": "help.example.com"})
    finally:
        process.terminate()
        process.wait(60)


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx did not start")


@pytest.mark.slow
def test_nginx_with_its_example_hands_on_the_host_and_empties_what_a_visitor_forged(shared: Web, tmp_path: Path):
    forged = {"X_Forwarded_Host": "evil.example", "X_Forwarded_Prefix": "/evil", "X_Forwarded_Proto": "gopher"}
    with nginx(tmp_path, shared.port) as front:
        page = front.get("/report/problem", **forged)
        redirect = front.get("/report/review", **forged)

    assert page.status == 200
    assert "evil.example" not in page.text
    assert "/evil/" not in page.text
    assert redirect.headers["Location"].startswith("/report/")


@pytest.mark.slow
def test_nginx_with_its_example_keeps_the_keys_of_links_out_of_its_log(shared: Web, tmp_path: Path):
    with nginx(tmp_path, shared.port) as front:
        for path in ("/tickets/HV-123-456/Secret-Key", "/tickets/HV-123-456/Secret-Key/report.txt?x=Secret-Key"):
            front.get(path)
        front.get("/report/resume/Secret-Key")
        front.get("/report/")

    log = (tmp_path / "access.log").read_text()
    assert log.count("\n") == 4
    assert "GET /report/" in log
    assert "Secret-Key" not in log


def test_nginx_takes_its_example_with_tls(tmp_path: Path):
    program, openssl = needed("nginx"), needed("openssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=help.example.com"]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    text = (EXAMPLES / "nginx.conf").read_text("utf-8").replace("/var/log/nginx", str(tmp_path))
    text = text.replace("/etc/ssl/certs/help.example.com.pem", str(certificate))
    text = text.replace("/etc/ssl/private/help.example.com.key", str(key))
    file = tmp_path / "nginx.conf"
    file.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n{text}\n}}\n")

    done = subprocess.run(
        [program, "-t", "-q", "-c", file, "-e", tmp_path / "error.log"], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_caddy_takes_its_example():
    program = needed("caddy")
    adapt = [program, "adapt", "--config", EXAMPLES / "Caddyfile", "--adapter", "caddyfile"]

    done = subprocess.run(adapt, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_the_systemd_unit_starts_lifering_and_cannot_write_anywhere_but_its_state():
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(UNIT.read_text("utf-8"))
    service = unit["Service"]

    assert service["ExecStart"].endswith("/lifering serve")
    assert service["ProtectSystem"] == "strict"
    assert service["StateDirectory"] == "lifering"
    assert "Environment=LIFERING_DATA=/var/lib/lifering\n" in UNIT.read_text("utf-8")


def test_systemd_finds_no_fault_with_the_unit(tmp_path: Path):
    program = needed("systemd-analyze")
    text = UNIT.read_text("utf-8").replace("/opt/lifering/venv/bin/lifering", shutil.which("true") or "/bin/true")
    unit = tmp_path / "lifering.service"
    unit.write_text(text)

    done = subprocess.run([program, "verify", unit], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr.strip()) == (0, "")


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile", "lifering.service"])
def test_every_setting_that_an_example_names_exists(name: str):
    named = set(re.findall(rf"{PREFIX}([A-Z_]+)", (EXAMPLES / name).read_text("utf-8")))

    assert {"BASE_URL", "TRUSTED_PROXIES"} <= named
    assert named <= {setting.upper() for setting in Settings.model_fields}
