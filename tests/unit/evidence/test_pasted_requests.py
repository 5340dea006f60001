import json
from pathlib import Path

import pytest

from reporter.evidence.pasted import read_pasted
from reporter.evidence.reading import ApiRequest

TRACES = Path(__file__).parents[2] / "evidence" / "traces"


def requests(text: str) -> tuple[ApiRequest, ...]:
    return read_pasted(text).requests


def test_what_curl_prints_of_an_exchange():
    read = read_pasted((TRACES / "curl.txt").read_text())

    assert read.form == "curl output"
    assert read.requests == (
        ApiRequest(
            method="POST",
            path="/v2/calls",
            status=500,
            request_id="7f3c1b9e-aaaa-4bbb-8ccc-123456789abc",
            at="Sun, 22 Nov 2026 10:15:02 GMT",
        ),
    )


def test_a_har_file_keeps_neither_query_nor_password_nor_host():
    read = read_pasted((TRACES / "portal.har").read_text())

    assert read.form == "HAR"
    assert read.requests == (
        ApiRequest(
            method="GET",
            path="/api/calls",
            status=502,
            request_id="req-0001-answer",
            at="2026-11-22T10:15:02.123Z",
        ),
    )
    assert "entries" in read.text


def test_lines_of_an_access_log():
    read = read_pasted((TRACES / "access-log.txt").read_text())

    assert read.form == "access log"
    assert [(one.method, one.path, one.status, one.at) for one in read.requests] == [
        ("GET", "/v2/numbers", 200, "22/Nov/2026:10:15:02 +0100"),
        ("DELETE", "/v2/calls/17", 503, "22/Nov/2026:10:15:04 +0100"),
    ]


def test_a_raw_exchange_quoted_in_a_mail():
    asked = "> PUT https://jane:pw@api.example.com/v1/x?key=1#top HTTP/1.1\n> Host: api.example.com\n>\n"
    text = f"{asked}> HTTP/1.1 404 Not Found\n"

    assert requests(text) == (ApiRequest(method="PUT", path="/v1/x", status=404),)


def test_the_last_answer_counts_and_two_requests_are_two():
    text = (
        "> GET /a HTTP/1.1\n>\n< HTTP/1.1 100 Continue\n< HTTP/1.1 201 Created\n> GET /b HTTP/1.1\n< HTTP/1.1 503 No\n"
    )

    assert [(one.path, one.status) for one in requests(text)] == [("/a", 201), ("/b", 503)]


@pytest.mark.parametrize(
    "name",
    ["X-Request-ID", "x-correlation-id", "x-amzn-RequestId", "X-Amzn-Trace-Id", "CF-RAY", "traceparent", "Request-Id"],
)
def test_headers_that_name_a_request(name):
    assert [one.request_id for one in requests(f"HTTP/1.1 500 Oh\n{name}: abc-123\n")] == ["abc-123"]


def test_the_most_telling_header_wins_in_any_order():
    text = "HTTP/1.1 500 Oh\ncf-ray: ray-1234\nx-request-id: one-1234\ntraceparent: 00-aa-bb-01\n"

    assert [one.request_id for one in requests(text)] == ["one-1234"]


def test_an_id_alone_is_a_request_of_which_nothing_else_is_known():
    assert requests("x-request-id: one-1234\n") == (ApiRequest(method="", path="", status=0, request_id="one-1234"),)


def test_a_line_of_a_json_log():
    line = json.dumps(
        {"time": "2026-11-22T10:15:02Z", "method": "get", "path": "/v1/x?token=1", "status": 502, "request_id": "r-1"}
    )

    assert requests(f"{line}\n") == (
        ApiRequest(method="GET", path="/v1/x", status=502, request_id="r-1", at="2026-11-22T10:15:02Z"),
    )


@pytest.mark.parametrize(
    "text", ["We use HTTP/1.1 here.", "GET your money back", "status: 500", "http://example.com/x"]
)
def test_prose_is_no_exchange(text):
    assert requests(text) == ()


def test_what_is_nearly_a_har_file_is_read_as_far_as_it_goes():
    broken = {
        "log": {"entries": [1, {"request": {"url": 5}}, {"request": {"url": "/x", "method": "GET"}, "response": 7}]}
    }

    assert requests(json.dumps(broken)) == (ApiRequest(method="GET", path="/x", status=0),)
