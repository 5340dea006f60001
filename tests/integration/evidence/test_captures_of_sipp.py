"""Calls that SIPp really makes over loopback, captured: the same Call-IDs as tshark finds, each call read whole."""

import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reporter.evidence.capture import Captured, read_capture
from tests.captures import captured, ip, udp
from tests.programs import SIPP, TSHARK, needed
from tests.running import until

CALLS = 12
A_WHOLE_CALL = ["INVITE", "180", "200", "ACK", "BYE", "200"]
LOGGED = re.compile(rb"(?:UDP|TCP) message (?:sent|received) [(\[](\d+)\]? bytes\)?[^\n]*\n\n")


@pytest.fixture(params=["UDP", "TCP"])
def calls(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[bytes, str]:
    """(the capture, the transport)."""
    file, port = tmp_path / "calls.pcapng", _free_port()
    with _capturing(file, port) as may_capture:
        _call(tmp_path, port, "u1" if request.param == "UDP" else "t1")
        if may_capture:
            until(lambda: _whole(file.read_bytes()), seconds=20)
            return file.read_bytes(), request.param
    return _from_the_log(tmp_path), request.param


def test_calls_of_sipp_have_the_call_ids_that_tshark_finds(calls, tshark):
    found = {one.message.call_id for one in read_capture(calls[0]).seen}

    assert found == tshark(calls[0])
    assert len(found) == CALLS


def test_each_call_of_sipp_is_read_whole_and_in_order(calls):
    read = read_capture(calls[0])

    assert set(_courses(read)) == {tuple(A_WHOLE_CALL)}
    assert read.notes == ()


def _courses(read: Captured) -> list[tuple[str, ...]]:
    courses: dict[str, list[str]] = {}
    for one in read.seen:
        courses.setdefault(one.message.call_id, []).append(one.message.method or str(one.message.status))
    return [tuple(course) for course in courses.values()]


def _whole(data: bytes) -> bool:
    read = read_capture(data)
    return len(read.seen) == CALLS * len(A_WHOLE_CALL) and not read.notes


@contextmanager
def _capturing(file: Path, port: int) -> Iterator[bool]:
    """What passes on loopback into the file; yields whether this machine lets us capture."""
    dumpcap = Path(needed(TSHARK)).with_name("dumpcap")
    listening = ["-i", "lo", "-f", f"port {port}", "-a", "duration:60", "-w", str(file), "-q"]
    process = subprocess.Popen([dumpcap, *listening], stderr=subprocess.DEVNULL)
    try:
        until(lambda: process.poll() is not None or (file.exists() and file.stat().st_size), seconds=20)
        yield process.poll() is None
    finally:
        process.terminate()
        process.wait(30)


def _call(folder: Path, port: int, transport: str) -> None:
    """A dozen calls from one SIPp to another."""
    common = ["-i", "127.0.0.1", "-t", transport, "-m", str(CALLS), "-timeout", "40", "-nostdin"]
    answering = [needed(SIPP), "-sn", "uas", "-p", str(port), *common]
    calling = [needed(SIPP), "-sn", "uac", "-r", "50", "-d", "50", "-trace_msg", f"127.0.0.1:{port}", *common]
    other = subprocess.Popen(answering, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: _listens(port, transport), seconds=20)
        done = subprocess.run(calling, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout[-2_000:]
        other.wait(30)
    finally:
        other.kill()
        other.wait(30)


def _from_the_log(folder: Path) -> bytes:
    """Where nobody may capture: what the caller wrote down that it sent and received, each in a datagram."""
    (file,) = folder.glob("*_messages.log")
    log = file.read_bytes()
    parts = [log[found.end() : found.end() + int(found[1])] for found in LOGGED.finditer(log)]
    return captured([ip(udp(part)) for part in parts])


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _listens(port: int, transport: str) -> bool:
    """Asked with what is no message, and without taking the port."""
    kind = socket.SOCK_DGRAM if transport == "u1" else socket.SOCK_STREAM
    with socket.socket(socket.AF_INET, kind) as one:
        one.settimeout(0.2)
        try:
            one.connect(("127.0.0.1", port))
            one.send(b"\r\n")
            return not one.recv(1)
        except ConnectionRefusedError:
            return False
        except TimeoutError:
            return True
