"""Vectors come out of files of a package whose own code, and whose dependencies, could reach the network.

The kernel is told to end a process that opens a socket, so that compiled code is watched as well.
"""

import platform
import subprocess
import sys
from pathlib import Path

SOCKET = {"x86_64": 41, "aarch64": 198}[platform.machine()]  # the system call's number
END_THE_PROCESS_AT = f"""
import ctypes, struct
SOCKET = {SOCKET}
instructions = b"".join(struct.pack("HBBI", *line) for line in (
    (0x20, 0, 0, 0),  # load the call's number
    (0x15, 0, 1, SOCKET),  # when it is not this one, pass over the next line
    (0x06, 0, 0, 0x80000000),  # end the process
    (0x06, 0, 0, 0x7FFF0000),  # allow
))
class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]
libc = ctypes.CDLL(None, use_errno=True)
assert libc.prctl(38, 1, 0, 0, 0) == 0  # no new privileges
program = Program(4, instructions)
assert libc.prctl(22, 2, ctypes.byref(program), 0, 0) == 0  # seccomp, by a filter
"""
ASK = """
import sys
from pathlib import Path
from search.index.build import build_index
from search.retrieval.query import Searcher
from search.articles.sections import Section
section = Section(location="", page_location="", path="index.md", page_title="Telephones", title="Telephones",
                  headings=("Telephones",), text="Which ones work.", tags=(), boost=1.0, description="")
build_index([section], Path(sys.argv[1]))
print([hit.by for hit in Searcher.open(Path(sys.argv[1])).search("phone")])
"""


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", END_THE_PROCESS_AT + code, *arguments], capture_output=True, text=True, check=False
    )


def test_making_and_using_vectors_opens_none(tmp_path: Path):
    done = run(ASK, str(tmp_path / "index"))
    assert (done.returncode, done.stdout.strip()) == (0, "['meaning']"), done.stderr


def test_who_opens_one_is_ended():
    assert run("import socket; socket.socket()").returncode < 0
