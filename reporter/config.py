"""Settings: the only reader of the environment. One frozen object, checked once, failing at start by name."""

import difflib
import os
import secrets
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from reporter.errors import Misconfigured
from reporter.policy.customers import NO_CUSTOMERS, Customers, read_customers
from reporter.policy.load import load_policy
from reporter.policy.model import Policy
from reporter.policy.source import PolicySource
from reporter.policy_file import read_source

PREFIX = "LIFERING_"
SHORTEST_SECRET = 32


def _path_with_slashes(value: str) -> str:
    if not value.strip("/"):
        raise ValueError("must name a folder of the site such as /report/")
    return f"/{value.strip('/')}/"


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must be an address such as https://help.example.com")
    return value.rstrip("/")


def _mail_route(value: SecretStr) -> SecretStr:
    route = value.get_secret_value()
    if route != "folder" and urlsplit(route).scheme not in {"smtp", "smtps"}:
        raise ValueError("must be 'folder' or smtp://user:password@host:port (smtps:// for TLS from the start)")
    return value


def _comma_separated(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


class Settings(BaseSettings):
    """Every setting, its default and what it does. The table in docs/dev/settings.md is held to this by a test."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        env_ignore_empty=True,
    )

    data: Path = Field(Path("var"), description="folder for everything that is kept: database, evidence, builds, mail")
    mkdocs: Path = Field(Path("mkdocs.yml"), description="the site's MkDocs configuration")
    without: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_comma_separated)] = Field(
        (), description="plugins of mkdocs.yml to leave out of every build, comma-separated"
    )
    policy: Path = Field(Path("policy.yml"), description="the support promise")
    customers: Path | None = Field(
        None, description="CSV list of customers: contracts, technical contacts, misuse of levels"
    )
    incidents: Path = Field(Path("docs/incidents"), description="folder with one Markdown file per incident")
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=1, le=65535, description="port to listen on")
    base_url: Annotated[str, AfterValidator(_web_address)] | None = Field(
        None, description="the address people use; links in mails are made of it (default: http://HOST:PORT)"
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_comma_separated)] = Field(
        (), description="more host names to answer for, comma-separated; the base URL's and loopback always are"
    )
    trusted_proxies: int = Field(0, ge=0, le=5, description="how many reverse proxies in front set X-Forwarded-*")
    report_path: Annotated[str, AfterValidator(_path_with_slashes)] = Field(
        "/report/", description="where the journey lives on the site"
    )
    mail: Annotated[SecretStr, AfterValidator(_mail_route)] = Field(
        SecretStr("folder"), description="'folder' (DATA/mail) or smtp://user:password@host:port[?starttls=required]"
    )
    mail_from: str | None = Field(None, description="sender of all mail (default: the policy's support address)")
    support_address: str | None = Field(None, description="where tickets are mailed (default: the policy's)")
    docs_csp: bool = Field(default=True, description="strict Content-Security-Policy on the articles too")
    search_vectors: bool = Field(
        default=True, description="questions are answered by what they mean too, not by words alone"
    )
    threads: int = Field(8, ge=1, le=64, description="requests served at the same time")
    upload_files: int = Field(10, ge=1, description="screenshots and traces in one report")
    upload_file_bytes: int = Field(10_000_000, ge=10_000, description="size of one screenshot")
    upload_trace_bytes: int = Field(20_000_000, ge=10_000, description="size of one trace or capture")
    upload_draft_bytes: int = Field(40_000_000, ge=10_000, description="size of all files of one report")
    upload_network_bytes: int = Field(400_000_000, ge=10_000, description="bytes one network may upload in a day")
    disk_free_bytes: int = Field(500_000_000, ge=0, description="uploads stop when less than this is free")
    drafts_an_hour: int = Field(120, ge=1, description="reports one network may begin in an hour")
    tickets_an_hour: int = Field(30, ge=1, description="reports one network may send in an hour")
    mails_an_hour: int = Field(6, ge=1, description="mails one address may be sent in an hour")

    @property
    def public_url(self) -> str:
        """Address of the site's root as people see it, without a slash at the end."""
        return self.base_url or f"http://{self.host}:{self.port}"

    @property
    def hosts(self) -> list[str]:
        """Host names this server answers to (an unknown Host header is refused)."""
        return [str(urlsplit(self.public_url).hostname), "127.0.0.1", "localhost", "[::1]", *self.allowed_hosts]

    @property
    def url_prefix(self) -> str:
        """Path under which a reverse proxy mounts the site, "" at the root."""
        return urlsplit(self.public_url).path


def read_settings(**overrides: object) -> Settings:
    """The settings of this process. Raises Misconfigured naming every wrong or unknown setting."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    wrong = [_unknown(name, known) for name in os.environ if name.startswith(PREFIX) and name not in known]
    try:
        settings = Settings(**{name: value for name, value in overrides.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        wrong += [f"{PREFIX}{str(e['loc'][0]).upper()}: {_reason(e['msg'])}" for e in error.errors()]
    if wrong:
        raise Misconfigured("These settings are wrong:\n  " + "\n  ".join(wrong))
    return settings


def _reason(message: str) -> str:
    return message.removeprefix("Value error, ").removeprefix("Input ")


def _unknown(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return f"{name}: there is no such setting" + (f" (did you mean {near[0]}?)" if near else "")


def policy_file(file: Path) -> Policy:
    """The policy in `file`. Raises Misconfigured with every mistake in it and in the files it names."""
    return _judged(policy_source(file), file)


def policy_source(file: Path) -> PolicySource:
    """What the policy is read from: what is kept with every ticket. Raises Misconfigured."""
    try:
        return read_source(file)
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{file}: the policy cannot be read ({error}). {PREFIX}POLICY names it.") from error


def read_policy(settings: Settings) -> Policy:
    """The policy of this installation. Raises Misconfigured."""
    return promise_of(policy_source(settings.policy), settings)


def promise_of(source: PolicySource, settings: Settings) -> Policy:
    """What is promised here under a policy of this source: it has the support address of the settings when there is
    one. Raises Misconfigured with every mistake."""
    policy = _judged(source, settings.policy)
    if not settings.support_address:
        return policy
    organisation = policy.organisation.model_copy(update={"support_address": settings.support_address})
    return policy.model_copy(update={"organisation": organisation})


def _judged(source: PolicySource, file: Path) -> Policy:
    return load_policy(source.text, name=str(file), files=source.files)


def customers_file(file: Path | None) -> Customers:
    """The customers in `file`; nobody is known without one. Raises Misconfigured with every wrong line in it."""
    if file is None:
        return NO_CUSTOMERS
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Misconfigured(
            f"{file}: the list of customers cannot be read ({error}). {PREFIX}CUSTOMERS names it."
        ) from error
    return read_customers(data, str(file))


def secret_keys(data: Path) -> tuple[bytes, ...]:
    """The secret keys, newest first. The first start makes one in DATA/secret.key, readable by its owner only.
    To rotate, put a new line of at least 32 characters on top: old links and cookies go on working.
    """
    file = data / "secret.key"
    try:
        keys = tuple(line.strip().encode() for line in file.read_text("ascii").splitlines() if line.strip())
    except FileNotFoundError:
        data.mkdir(parents=True, exist_ok=True)
        _write_private(file, secrets.token_hex(32) + "\n")
        return secret_keys(data)
    except (OSError, UnicodeError) as error:
        raise Misconfigured(f"{file}: the secret key cannot be read ({error})") from error
    if not keys or min(map(len, keys)) < SHORTEST_SECRET:
        raise Misconfigured(f"{file}: each line must hold a secret of at least {SHORTEST_SECRET} characters")
    return keys


def _write_private(file: Path, text: str) -> None:
    # Written beside and linked into place, so that two processes starting at once agree on one key.
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
