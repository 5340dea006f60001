"""Four people who press "Send report" again and again, in a process of their own.

One line of JSON on stdin is a round: {"port", "clients", "shots": [{"cookie", "token", "network"}, ...]}. One line on
stdout is what came of it: {"seconds", "cpu_seconds", "milliseconds": [each request], "wrong": [what was no 303]}.
"""

import json
import sys
import time
from collections import deque
from http.client import HTTPConnection
from threading import Barrier, Thread
from typing import Any
from urllib.parse import urlencode

PATH = "/report/review"


def main() -> None:
    for line in sys.stdin:
        sys.stdout.write(json.dumps(a_round(json.loads(line))) + "\n")
        sys.stdout.flush()


def a_round(asked: dict[str, Any]) -> dict[str, Any]:
    shots = deque((headers_of(shot), urlencode({"csrf_token": shot["token"]})) for shot in asked["shots"])
    taken: list[float] = []
    wrong: list[str] = []
    ready = Barrier(asked["clients"] + 1)
    threads = [Thread(target=press, args=(asked["port"], shots, ready, taken, wrong)) for _ in range(asked["clients"])]
    for thread in threads:
        thread.start()
    ready.wait()
    began, used = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.join()
    seconds, cpu = time.perf_counter() - began, time.process_time() - used
    return {"seconds": seconds, "cpu_seconds": cpu, "milliseconds": taken, "wrong": wrong}


def headers_of(shot: dict[str, str]) -> dict[str, str]:
    return {
        "Cookie": shot["cookie"],
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Forwarded-For": shot["network"],
    }


def press(
    port: int, shots: deque[tuple[dict[str, str], str]], ready: Barrier, taken: list[float], wrong: list[str]
) -> None:
    """One connection, kept open, one request after the other until no draft is left."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.connect()
    ready.wait()
    while True:
        try:
            headers, body = shots.popleft()
        except IndexError:
            break
        began = time.perf_counter()
        connection.request("POST", PATH, body, headers)
        answer = connection.getresponse()
        answer.read()
        taken.append((time.perf_counter() - began) * 1000)
        where = answer.headers.get("Location", "")
        if answer.status != 303 or "/tickets/" not in where:
            wrong.append(f"{answer.status} {where}")
    connection.close()


if __name__ == "__main__":
    main()
