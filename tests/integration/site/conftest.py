from collections.abc import Callable
from pathlib import Path

import pytest

from reporter.policy.load import load_policy
from reporter.policy.model import Policy
from reporter.site.build import build_release
from reporter.site.release import Manifest

ROOT = Path(__file__).parents[3]
MKDOCS = """site_name: Try it
site_url: http://127.0.0.1:8000/
theme:
  name: material
  font: false
plugins:
  - search
  - lifering:
      policy_pages: false
"""


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy((ROOT / "policy.yml").read_text(encoding="utf-8"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small MkDocs Material project that names our plugin."""
    folder = tmp_path / "project"
    (folder / "docs" / "guides").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(MKDOCS)
    (folder / "docs" / "index.md").write_text("# Home\n\nWelcome.\n")
    (folder / "docs" / "guides" / "nat.md").write_text(
        "---\ntitle: NAT\ndescription: About routers\n---\n# NAT\n\nRouters.\n\n## SIP ALG\n\nSwitch the ALG off.\n"
    )
    return folder


@pytest.fixture
def build(project: Path, tmp_path: Path, policy: Policy) -> Callable[..., Manifest]:
    def run(**changes: object) -> Manifest:
        chosen = {"mkdocs_file": project / "mkdocs.yml", "data": tmp_path / "data", "policy": policy}
        return build_release(**{**chosen, **changes})

    return run
