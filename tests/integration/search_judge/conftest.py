from pathlib import Path

import pytest

PAGES = {
    "index.md": "# Help\n\nWelcome to the help pages.\n",
    "audio/one-way.md": "---\ndescription: Nothing is heard.\n---\n# One-way audio\n\n## Router\n\nSIP ALG off.\n",
    "calls/voicemail.md": "# Voicemail\n\nThe pin is on the box.\n\n## Greeting\n\nRecord it again.\n",
    "calls/fax.md": "# Fax\n\nUse T.38.\n",
}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    for name, text in PAGES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
