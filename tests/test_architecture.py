"""The arrows between the rooms, the purity of the calculations and the size of files hold by themselves."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
CLOCK = "portal.clock"

# Which rooms a room may import. portal stands above them all; below it everyone may ask portal.clock for today.
MAY_IMPORT = {
    "people": set(),
    "imports": set(),
    "indicators": {"people", "imports"},
    "enterprises": {"people", "imports", "indicators"},
    "projects": {"people", "imports", "indicators", "enterprises"},
    "newsroom": {"people", "imports", "indicators", "enterprises"},
}
PURE_MODULES = (
    "indicators/periods",
    "indicators/numbers",
    "enterprises/disclosure",
    "enterprises/reasoning",
    "enterprises/bounds",
)
# What a pure module may take from Django: words in the reader's language.
PURE_DJANGO = ("django.utils.translation",)
CODE_SUFFIXES = (".py", ".html", ".css", ".js")
MAX_LINES = 350
NOT_THE_PROJECT = {"var", "node_modules", "__pycache__", "migrations", "tests"}


def project_files(*suffixes):
    """Every file of the project with such a suffix; what machines write, migrations and tests left out."""
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.suffix in suffixes
        and not any(part in NOT_THE_PROJECT or part.startswith(".") for part in path.relative_to(ROOT).parts)
    ]


def room_modules(room):
    return [path for path in project_files(".py") if path.relative_to(ROOT).parts[0] == room]


def pure_modules():
    names = {f"{module}.py" for module in PURE_MODULES}
    return [
        path
        for path in project_files(".py")
        if path.relative_to(ROOT).as_posix() in names
        or any(path.is_relative_to(ROOT / module) for module in PURE_MODULES)
    ]


def imported_names(path):
    """The dotted names a module imports, wherever in it the import stands: `from a import b` gives "a.b"."""
    package = path.relative_to(ROOT).parts[:-1]
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            source = ".".join((*above, *filter(None, [node.module])))
            names |= {f"{source}.{alias.name}" for alias in node.names}
    return names


def is_below(name, module):
    return name == module or name.startswith(f"{module}.")


def forbidden_imports(path, room):
    rooms = {*MAY_IMPORT, "portal"} - MAY_IMPORT[room] - {room}
    return sorted(
        f"{path.relative_to(ROOT)} imports {name}"
        for name in imported_names(path)
        if name.split(".")[0] in rooms and not is_below(name, CLOCK)
    )


def test_imported_names_are_read_from_every_form_of_import(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    module = tmp_path / "enterprises" / "models" / "place.py"
    module.parent.mkdir(parents=True)
    module.write_text(
        "import portal.settings as s, os\n"
        "from portal import clock\n"
        "from . import enterprise\n"
        "from ..matching import find\n"
        "def late():\n"
        "    from projects.models import Project\n"
    )

    assert imported_names(module) == {
        "portal.settings",
        "os",
        "portal.clock",
        "enterprises.models.enterprise",
        "enterprises.matching.find",
        "projects.models.Project",
    }
    assert forbidden_imports(module, "enterprises") == [
        "enterprises/models/place.py imports portal.settings",
        "enterprises/models/place.py imports projects.models.Project",
    ]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_the_rooms_it_stands_on(room):
    modules = room_modules(room)

    assert ROOT / room / "apps.py" in modules
    assert [fault for module in modules for fault in forbidden_imports(module, room)] == []


def test_every_room_of_the_site_has_its_arrows_declared():
    own = {config.label for config in apps.get_app_configs() if Path(config.path).parent == ROOT}

    assert own == {*MAY_IMPORT, "portal"}


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_models_point_only_at_rooms_they_stand_on(room):
    faults = [
        f"{model.__name__}.{field.name} points at {field.related_model._meta.app_label}"
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created
        if field.related_model._meta.app_label in {*MAY_IMPORT, "portal"} - MAY_IMPORT[room] - {room}
        # Who uploaded and who changed a record are users, whom the settings name.
        if field.related_model._meta.label != "people.User"
    ]

    assert faults == []


def test_periods_and_numbers_need_no_database():
    modules = pure_modules()
    faults = [
        f"{module.relative_to(ROOT)} imports {name}"
        for module in modules
        for name in imported_names(module)
        if name.split(".")[0] in {"django", *MAY_IMPORT, "portal"}
        if not any(is_below(name, allowed) for allowed in (*PURE_DJANGO, *map(dotted, PURE_MODULES)))
    ]

    assert modules
    assert faults == []


def dotted(module):
    return module.replace("/", ".")


def test_locks_name_no_address():
    locks = sorted(ROOT.glob("requirements*.txt"))
    addresses = [
        f"{lock.name}: {line}"
        for lock in locks
        for line in lock.read_text().splitlines()
        if "://" in line or line.startswith("-i ") or (line.startswith("--") and not line.startswith("--hash"))
    ]

    assert [lock.name for lock in locks] == ["requirements-dev.txt", "requirements.txt"]
    assert addresses == []


def test_no_other_lock_stands_beside_the_requirements():
    kinds = ("*.lock", "pylock*.toml", "package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml")

    assert [path.name for kind in kinds for path in ROOT.glob(kind)] == []


def test_no_file_is_too_long_to_read():
    lines = {path: len(path.read_text().splitlines()) for path in project_files(*CODE_SUFFIXES)}

    assert len(lines) > 50
    assert {str(path.relative_to(ROOT)): count for path, count in lines.items() if count > MAX_LINES} == {}
