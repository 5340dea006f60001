"""docs/dev/settings.md says what reporter.config.Settings says."""

import re
from pathlib import Path

from pydantic import SecretStr

from reporter.config import PREFIX, Settings

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| `([A-Z_]+)` \| (.+?) \| (.+) \|$", re.MULTILINE)


def written(default: object) -> str:
    if default is None or default == ():
        return "not set"
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def test_the_table_holds_every_setting_with_its_default_and_meaning():
    table = ROW.findall((ROOT / "docs/dev/settings.md").read_text("utf-8"))

    assert table == [
        (PREFIX + name.upper(), written(setting.default), setting.description)
        for name, setting in Settings.model_fields.items()
    ]
