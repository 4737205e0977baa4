"""The data package of the demo is valid, for the tools that people use, with every file it names."""

from pathlib import Path

import frictionless
import pytest

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def folder(client, tmp_path):
    """The package and every file it names, as a reader would save them."""
    package = client.get("/data/datapackage.json")
    (tmp_path / "datapackage.json").write_bytes(package.content)
    for resource in package.json()["resources"]:
        response = client.get(f"/data/{resource['path']}")
        assert response.status_code == 200, resource["path"]
        (tmp_path / resource["path"]).write_bytes(response.getvalue())
    return tmp_path


def faults(folder: Path):
    report = frictionless.validate(str(folder / "datapackage.json"))
    rows = report.flatten(["title", "rowNumber", "fieldName", "message"])
    return [*rows, *(error.message for error in report.errors)]


def test_the_package_is_valid_with_all_its_files(folder):
    assert faults(folder) == []
    assert {path.stem for path in folder.glob("*.csv")} >= {
        "figures", "indicators", "subjects", "regions", "enterprises", "parks", "codes-measure",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [(",level,", ",pace,"), (",2021-01-01,", ",soon,"), ("industrial_value_added_above_scale,", "no_such_indicator,")],
)
def test_a_wrong_code_day_or_indicator_would_be_found(folder, old, new):
    path = folder / "figures.csv"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))

    assert faults(folder) != []


def test_small_tables_carry_their_size_and_hash(folder):
    (folder / "regions.csv").write_text("slug\n")

    assert any("hash" in str(fault) or "bytes" in str(fault) for fault in faults(folder))


def test_the_package_of_another_world_names_its_own_files(client):
    package = client.get("/data/datapackage.json?asof=2021-10-31").json()

    assert package["resources"][0]["path"] == "http://testserver/data/figures.csv?asof=2021-10-31"
    assert package["resources"][1]["path"] == "http://testserver/data/indicators.csv"
