"""What users install: the wheel, the source distribution and an editable install are the same linter.

The environments are real ones, each of its own, with the dependencies that the wheel declares and nothing
else; pip takes those from its cache or from the package index.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOT_SHIPPED = {"__pycache__", ".DS_Store"}

# A build backend works on the current folder and may print: it gets a process of its own.
_BUILD = "import hatchling.build, sys; print(getattr(hatchling.build, 'build_' + sys.argv[1])(sys.argv[2]))"


def run(*command: str | Path, cwd: Path, environment: Mapping[str, str] | None = None) -> bytes:
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", **(environment or {})},
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout.decode()}\n{done.stderr.decode()}"
    return done.stdout


def build(sort: str, source: Path, target: Path, **environment: str) -> Path:
    """Build a `wheel` or an `sdist` of a source tree."""
    target.mkdir()
    printed = run(sys.executable, "-c", _BUILD, sort, target, cwd=source, environment=environment)
    return target / printed.decode().split()[-1]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("build") / "wheel")


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", ROOT, tmp_path_factory.mktemp("build") / "sdist")


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder that git would keep."""
    files = (file for file in folder.rglob("*") if file.is_file() and not NOT_SHIPPED & set(file.parts))
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_wheel_holds_the_package_and_the_rules(wheel: Path) -> None:
    held = contents(wheel)
    wanted = {f"mtlint/{name}": raw for name, raw in tree(ROOT / "linter" / "mtlint").items()}
    wanted |= {f"mtlint/rules/{name}": raw for name, raw in tree(ROOT / "rules").items()}
    assert {name: raw for name, raw in held.items() if ".dist-info/" not in name} == wanted
    assert "mtlint/py.typed" in held


def test_wheel_holds_the_engine_of_the_default_settings(wheel: Path) -> None:
    (engine,) = (name for name in contents(wheel) if name.startswith("mtlint/ready/"))
    assert re.fullmatch(r"mtlint/ready/engine-[0-9a-f]{32}\.pickle", engine)


def test_wheel_for_many_machines_holds_no_engine(tmp_path: Path) -> None:
    held = contents(build("wheel", ROOT, tmp_path / "wheel", HATCH_BUILD_NO_HOOKS="1"))
    assert "mtlint/__init__.py" in held
    assert not [name for name in held if name.startswith("mtlint/ready/")]


def test_wheel_holds_the_licences(wheel: Path) -> None:
    licences = {name.partition("/licenses/")[2] for name in contents(wheel) if "/licenses/" in name}
    assert licences == {"LICENSE"} | {f"rules/{name}" for name in tree(ROOT / "rules") if "LICENSE" in name}


def test_source_distribution_builds_the_same_wheel(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    again, once = contents(build("wheel", source, tmp_path / "wheel")), contents(wheel)
    assert again.keys() == once.keys()
    # Sets are in another order in each process, so in each engine. Its name stands for all it is made of.
    differ = {name for name in once if again[name] != once[name]}
    assert all("/ready/" in name or name.endswith("/RECORD") for name in differ)


def commands(folder: Path, python: Path | str, **environment: str) -> tuple[bytes, bytes]:
    """What `mtlint rules` and `mtlint check` print, called from a folder that has nothing to do with it."""
    here = {"PYTHONPATH": "", "MTLINT_CACHE_DIR": str(folder / "cache"), **environment}
    mtlint = (python, "-m", "mtlint")
    rules = run(*mtlint, "rules", "--isolated", cwd=folder, environment=here)
    check = ("check", "--isolated", "--exit-zero", "--output-format", "json", ROOT / "seeds")
    return rules, run(*mtlint, *check, cwd=folder, environment=here)


@pytest.mark.parametrize("sort", ["wheel", "editable"])
def test_installed_command_is_that_of_the_checkout(sort: str, wheel: Path, tmp_path: Path) -> None:
    what: tuple[str | Path, ...] = (wheel,) if sort == "wheel" else ("--editable", ROOT)
    venv.create(tmp_path / "environment", with_pip=False)
    scripts = tmp_path / "environment" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "--python", python)
    run(*pip, "install", *what, cwd=tmp_path)

    installed = commands(tmp_path, python)
    assert not list((tmp_path / "cache").glob("engine-*")), "the first run made the engine that came with it"
    assert commands(tmp_path, sys.executable, PYTHONPATH=str(ROOT / "linter")) == installed
    version = run(scripts / "mtlint", "--version", cwd=tmp_path, environment={"PYTHONPATH": ""})
    assert version.startswith(b"mtlint ")
    where = "import mtlint; print(mtlint.__file__)"
    package = run(python, "-c", where, cwd=tmp_path, environment={"PYTHONPATH": ""}).decode().strip()
    assert Path(package).is_relative_to(ROOT if sort == "editable" else tmp_path)
