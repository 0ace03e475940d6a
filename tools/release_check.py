"""What is shipped, built and tried as its users get it: ``make release-check``.

Each step prints what it found; the first one that fails ends the run. Results are in
``dist/``: wheels and sdists, an SBOM (CycloneDX), the licences of all dependencies.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import urllib.parse
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
UV = ROOT / ".venv/bin/uv"
TOOLS = Path(sys.executable).parent
HELM = "helm.sh/helm/v3/cmd/helm@v3.18.4"
COMPOSE = "github.com/compose-spec/compose-go/v2/cmd@v2.4.9"
KUBERNETES = "1.31.0"
MAX_EXPOSURE = 2.0
_UNREACHABLE = ("ConnectionError", "ServiceError", "Could not connect", "Max retries", "timed out")
_FORBIDDEN = re.compile(r"\b(?:AGPL|GPL-[23]|GPLv[23]|SSPL|UNKNOWN)\b")
_KNOWN = {"pysqlite3": "zlib"}
"""Licences of packages whose metadata name none: from the file in their sources."""

_ALLOWED = re.compile(r"Lesser|LGPL|with .*exception", re.IGNORECASE)


def run(*command: str | Path, **options: Any) -> str:
    """Run a program and return what it printed; a failure ends the check with its words."""
    done = subprocess.run(  # noqa: S603 - our own commands
        [str(part) for part in command], capture_output=True, text=True, check=False, **options
    )
    if done.returncode != 0:
        sys.exit(f"FAILED: {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def build_twice(_: Path) -> str:
    """Build wheels and sdists twice: whoever builds this commit gets the same bytes."""
    epoch = run("git", "-C", ROOT, "log", "-1", "--format=%ct").strip()
    environment = os.environ | {"SOURCE_DATE_EPOCH": epoch}
    digests = []
    for _turn in range(2):
        shutil.rmtree(DIST, ignore_errors=True)
        run(UV, "build", "--all-packages", "--quiet", "--out-dir", DIST, cwd=ROOT, env=environment)
        digests.append({path.name: sha256(path) for path in sorted(DIST.glob("daemonry*"))})
    if digests[0] != digests[1]:
        sys.exit(f"FAILED: two builds differ: {digests}")
    lines = [f"{digest}  {name}" for name, digest in digests[0].items()]
    (DIST / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return f"{len(lines)} files, the same bytes twice"


def sha256(path: Path) -> str:
    """Return the digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def install(work: Path) -> str:
    """Install the wheels into a fresh environment from the lock, wheels alone, and run them."""
    locked = work / "locked.txt"
    run(
        *(UV, "export", "--frozen", "--no-default-groups", "--no-emit-workspace", "--quiet"),
        *("--output-file", locked),
        cwd=ROOT,
    )
    python = work / "venv/bin/python"
    run(UV, "venv", "--quiet", "--seed", work / "venv")
    run(python, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", "--require-hashes",
        *("-r", locked))  # fmt: skip
    wheels = sorted(DIST.glob("*.whl"))
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", *wheels)
    run(python, "-m", "pip", "check")
    said = run(work / "venv/bin/daemonry", "--version", cwd=work).strip()
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "version"
    ]
    if said != f"daemonry {version}":
        sys.exit(f"FAILED: --version says '{said}', pyproject.toml {version}")
    return f"{said}, {take_token(work)}"


def take_token(work: Path) -> str:
    """Start ``daemonry dev`` from the installed wheel and take a token of it."""
    import ssl  # noqa: PLC0415 - of use here only

    command = [str(work / "venv/bin/daemonry"), "dev", "--port", "0", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=work) as server:  # noqa: S603
        try:
            facts = json.loads(server.stdout.readline() if server.stdout else "{}")
            form = {
                "grant_type": "client_credentials",
                "client_id": facts["daemon_client_id"],
                "client_secret": facts["daemon_client_secret"],
                "scope": f"{facts['api_identifier_uri']}/.default",
            }
            with urllib.request.urlopen(  # noqa: S310 - https, of our own server
                facts["token_endpoint"],
                urllib.parse.urlencode(form).encode(),
                timeout=30,
                context=ssl.create_default_context(cafile=facts["ca_file"]),
            ) as answer:
                token = json.load(answer)
        finally:
            server.terminate()
    if server.returncode != 0:
        sys.exit(f"FAILED: daemonry dev ended with {server.returncode}")
    return f"a token for {token['expires_in']} s"


def bill_of_materials(work: Path) -> str:
    """Write the SBOM of what a user installs, and what wheels bundle besides."""
    file = DIST / "daemonry.cdx.json"
    run(
        *(TOOLS / "cyclonedx-py", "environment", work / "venv/bin/python"),
        *("--pyproject", ROOT / "pyproject.toml", "--output-reproducible", "-o", file),
    )
    document = json.loads(file.read_text(encoding="utf-8"))
    bundled = run(
        work / "venv/bin/python",
        "-c",
        "import pysqlite3; from cryptography.hazmat.backends.openssl.backend import backend;"
        "print(pysqlite3.sqlite_version); print(backend.openssl_version_text().split()[1])",
    ).split()
    for name, version in zip(("sqlite", "openssl"), bundled, strict=True):
        document["components"].append(
            {
                "type": "library",
                "name": name,
                "version": version,
                "bom-ref": f"bundled-{name}",
                "description": "bundled in a wheel",
                "cpe": f"cpe:2.3:a:{name}:{name}:{version}:*:*:*:*:*:*:*",
            }
        )
    file.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    return f"{len(document['components'])} components in {file.relative_to(ROOT)}"


def licences(work: Path) -> str:
    """List the licence of each dependency; copyleft that would bind users, or none, fails."""
    text = run(
        *(TOOLS / "pip-licenses", "--python", work / "venv/bin/python"),
        *("--format", "json", "--from", "mixed", "--with-system"),
    )
    found = json.loads(text[text.index("[") : text.rindex("]") + 1])
    lines = [
        f"{one['Name']} {one['Version']}: {_KNOWN.get(one['Name'], one['License'])}"
        for one in found
    ]
    (DIST / "licences.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    refused = [line for line in lines if _FORBIDDEN.search(line) and not _ALLOWED.search(line)]
    if refused:
        sys.exit("FAILED: licences to look at:\n" + "\n".join(refused))
    return f"{len(lines)} packages in {(DIST / 'licences.txt').relative_to(ROOT)}"


def audit(work: Path) -> str:
    """Ask for known vulnerabilities of the locked versions."""
    done = subprocess.run(  # noqa: S603 - our own command
        [
            *(str(TOOLS / "pip-audit"), "--require-hashes", "--disable-pip", "--timeout", "15"),
            *("--progress-spinner", "off", "-r", str(work / "locked.txt")),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    words = done.stdout + done.stderr
    if done.returncode == 0:
        return words.strip().splitlines()[-1]
    if any(word in words for word in _UNREACHABLE) and "ID" not in done.stdout:
        return "SKIPPED: the vulnerability service cannot be reached from here"
    sys.exit(f"FAILED: known vulnerabilities\n{words}")


def container(_: Path) -> str:
    """Lint the Dockerfile."""
    run(TOOLS / "hadolint", ROOT / "deploy/container/Dockerfile")
    return "hadolint has no remark"


def go_tool(work: Path, package: str, name: str) -> Path:
    """Return a program from the Go module proxy, built once."""
    where = ROOT / "build/go"
    path = where / package.replace("/", "_").replace("@", "_")
    if not path.exists():
        if shutil.which("go") is None:
            sys.exit("FAILED: 'go' is needed to build helm and the compose reader")
        run("go", "install", package, env=os.environ | {"GOBIN": str(work / "go")})
        where.mkdir(parents=True, exist_ok=True)
        shutil.move(work / "go" / name, path)
    return path


def compose(work: Path) -> str:
    """Read the compose files by the reference implementation of the specification."""
    reader = go_tool(work, COMPOSE, "cmd")
    folder = ROOT / "deploy/compose"
    for name in ("one-node.yml", "two-nodes.yml"):
        run(reader, "-no-interpolation", folder / name, cwd=folder)
    return "both files conform"


def chart(work: Path) -> str:
    """Lint the chart, render it, and hold it against the schemas of Kubernetes."""
    helm = go_tool(work, HELM, "helm")
    folder = ROOT / "deploy/helm/daemonry"
    values = ("-f", folder / "ci-values.yaml")
    run(helm, "lint", "--strict", folder, *values)
    rendered = work / "chart.yaml"
    text = run(helm, "template", "x", folder, "--kube-version", KUBERNETES, *values)
    rendered.write_text(text, encoding="utf-8")
    run(TOOLS / "kubernetes-validate", "--strict", "-k", KUBERNETES[:4], rendered)
    return f"valid for Kubernetes {KUBERNETES}"


def unit(_: Path) -> str:
    """Have systemd verify the unit and tell how exposed the service is, from 0 to 10."""
    path = ROOT / "deploy/systemd/daemonry.service"
    run("systemd-analyze", "verify", "--man=no", path)
    words = run("systemd-analyze", "security", "--offline=true", path).strip().splitlines()[-1]
    exposure = float(words.rpartition(": ")[2].split()[0])
    if exposure > MAX_EXPOSURE:
        sys.exit(f"FAILED: {words}")
    return f"exposure {exposure} of 10"


def site(_: Path) -> str:
    """Build the site, strictly; nothing in it may be fetched from elsewhere."""
    run(sys.executable, "-m", "tools.site", cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    pages = list((ROOT / "build/site").rglob("*.html"))
    fetched = re.compile(r"<(?:script|img|link rel=\"stylesheet\")[^>]*(?:src|href)=\"https?:")
    for page in pages:
        if fetched.search(page.read_text(encoding="utf-8")):
            sys.exit(f"FAILED: {page} fetches something from elsewhere")
    return f"{len(pages)} pages in build/site"


def manual_page(work: Path) -> str:
    """Write the manual page and have ``man`` read it without a warning."""
    page = DIST / "daemonry.1"
    run(ROOT / ".venv/bin/python", "-m", "tools.manual", page, work / "commands.md", cwd=ROOT)
    words = run("man", "--warnings", "--encoding=UTF-8", "--local-file", "--troff", page)
    if "warning" in words:
        sys.exit(f"FAILED: {words}")
    return str(page.relative_to(ROOT))


STEPS: tuple[tuple[str, Callable[[Path], str]], ...] = (
    ("build", build_twice),
    ("install", install),
    ("SBOM", bill_of_materials),
    ("licences", licences),
    ("vulnerabilities", audit),
    ("container", container),
    ("compose", compose),
    ("Helm chart", chart),
    ("systemd unit", unit),
    ("manual page", manual_page),
    ("site", site),
)


def main() -> None:
    """Take all steps, or those that are named."""
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        for title, step in STEPS:
            if not wanted or title in wanted:
                print(f"{title}: {step(Path(name))}", flush=True)


if __name__ == "__main__":
    main()
