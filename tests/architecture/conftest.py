"""The whole application over a real storage and a small built site."""

from collections.abc import Iterator

import pytest
from flask import Flask

from reporter.app import House, make_web, open_house
from reporter.config import Settings
from reporter.policy.load import load_policy
from reporter.site.build import build_release
from reporter.site.init import new_project


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("architecture")
    new_project(folder / "project")
    policy = folder / "project" / "policy.yml"
    mkdocs = folder / "project" / "mkdocs.yml"
    build_release(mkdocs_file=mkdocs, data=folder / "data", policy=load_policy(policy.read_text("utf-8")))
    return Settings(_env_file=None, data=folder / "data", policy=policy, mkdocs=mkdocs, disk_free_bytes=0)  # type: ignore[call-arg]


@pytest.fixture(scope="session")
def house(settings: Settings) -> Iterator[House]:
    opened = open_house(settings)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def app(house: House) -> Flask:
    return make_web(house)
