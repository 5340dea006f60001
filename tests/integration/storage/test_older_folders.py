"""A data folder of an older version, or from a backup, has some of the folders for evidence and not others."""

from reporter.storage.local_files import LocalFiles


def test_whichever_folder_is_missing_is_made(tmp_path):
    (tmp_path / "ff").mkdir()
    files = LocalFiles(tmp_path)
    data = [bytes([number]) for number in range(200)]
    assert [files.get(files.put(one)) for one in data] == data
