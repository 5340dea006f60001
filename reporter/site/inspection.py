"""What the built pages carry: inline scripts (for the content security policy) and what they load from other hosts."""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
LOADING = re.compile(
    r"<(?:script|img|iframe|video|audio|source|track|embed|object|input|link)\b[^>]*>", re.IGNORECASE | re.DOTALL
)
ATTRIBUTE = re.compile(r"""\b(src|srcset|href|data|poster|rel|type)\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE)
IN_STYLES = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s;]+)""", re.IGNORECASE)
ELSEWHERE = re.compile(r"(?:https?:)?//[^\s,\"'>]+", re.IGNORECASE)
RUN = {"", "module", "text/javascript", "application/javascript"}
LOADED_RELATIONS = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "modulepreload",
    "manifest",
    "preconnect",
    "dns-prefetch",
}


def inline_script_hashes(text: str) -> set[str]:
    """CSP sources of the scripts written into a page (CSP level 3, section 2.3.1): "sha256-<base64>"."""
    return {_source(body) for attributes, body in SCRIPT.findall(text) if body.strip() and _is_run(attributes)}


def hosts_loaded(text: str, *, own: str) -> set[str]:
    """Hosts from which a page loads scripts, styles, fonts, pictures or frames; links to click are no loading.
    `own` is the site's own host, which absolute addresses may name."""
    addresses = [address for tag in LOADING.findall(text) for address in _loaded_by(tag)]
    addresses += IN_STYLES.findall(text)
    hosts = {urlsplit(address if "//" in address else f"//{address}").hostname for address in addresses}
    return {host for host in hosts if host and host != own}


def inspect_site(site: Path, *, own: str) -> tuple[set[str], set[str]]:
    """Hashes of all inline scripts on the pages, and all other hosts that pages and style sheets load from."""
    hashes: set[str] = set()
    hosts: set[str] = set()
    for path in files_of(site, {".html", ".css"}):
        text = path.read_text(encoding="utf-8", errors="replace")
        hosts |= hosts_loaded(text, own=own)
        if path.suffix == ".html":
            hashes |= inline_script_hashes(text)
    return hashes, hosts


def files_of(folder: Path, suffixes: Iterable[str]) -> Iterator[Path]:
    wanted = set(suffixes)
    return (path for path in sorted(folder.rglob("*")) if path.suffix in wanted and path.is_file())


def _source(body: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): value.strip("\"'") for name, value in ATTRIBUTE.findall(tag)}


def _is_run(attributes: str) -> bool:
    found = _attributes(attributes)
    return "src" not in found and found.get("type", "").lower() in RUN


def _loaded_by(tag: str) -> Iterator[str]:
    found = _attributes(tag)
    if tag[:5].lower() == "<link" and not LOADED_RELATIONS & set(found.get("rel", "").lower().split()):
        return
    for name in ("src", "srcset", "href", "data", "poster"):
        value = found.get(name, "")
        addresses = [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]
        yield from (address for address in addresses if ELSEWHERE.match(address))
