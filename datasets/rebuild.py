"""Rebuild the real data sets from the packages that publish them, and compare: for maintainers only.

    python datasets/rebuild.py [name …] [--debian FOLDER] [--write]

Package, version and member of each file stand in the data dictionary under "rebuild". Python packages
come through pip. The two R packages come as Debian packages, through "apt-get download", or from the
folder given with --debian; reading them needs pyreadr: pip install -e ".[data]".
Without --write nothing changes: the script says which files would be the same.
"""

import argparse
import gzip
import io
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import pandas as pd

from custvalue_helpers.kit.data import data_folder, fields_of, fingerprint, read_dictionary, table_text


def download_python(package, version, source, folder):
    """Return the wheel, or the source archive, that pip downloads for a pinned package."""
    kind = ["--no-binary", ":all:"] if source else ["--only-binary", ":all:"]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *kind, "--dest", folder]
    subprocess.run([*command, f"{package}=={version}"], check=True)
    return next(path for path in Path(folder).iterdir() if path.suffix in (".whl", ".gz", ".zip"))


def download_debian(package, folder, given):
    """Return a Debian package's file: one that was given, or one that apt-get downloads."""
    if given is None:
        subprocess.run(["apt-get", "download", package], check=True, cwd=folder)
    found = sorted(Path(given or folder).glob(f"{package}_*.deb"))
    if not found:
        raise FileNotFoundError(f"no {package}_*.deb in {given}")
    return found[0]


def member_bytes(origin, folder, debian):
    """Return the bytes of the file inside its package."""
    if origin["from"] == "debian package":
        archive = download_debian(origin["package"], folder, debian)
        subprocess.run(["dpkg-deb", "--extract", archive, folder], check=True)
        return next(Path(folder).glob(f"usr/lib/R/site-library/{origin['member']}")).read_bytes()
    archive = download_python(origin["package"], origin["version"], origin.get("source", False), folder)
    if archive.suffix == ".gz":
        with tarfile.open(archive) as opened:
            name = next(name for name in opened.getnames() if name.endswith("/" + origin["member"]))
            return opened.extractfile(name).read()
    with zipfile.ZipFile(archive) as opened:
        return opened.read(origin["member"])


def source_frame(member, content, folder):
    """Return the publisher's table as text cells, under the publisher's names."""
    if member.endswith(".rda"):
        import pyreadr

        path = Path(folder) / "member.rda"
        path.write_bytes(content)
        return next(iter(pyreadr.read_r(path).values())).astype(str)
    if member.endswith(".pkl.compress"):
        # A pickle can run code: it was compared with the SHA-256 in the dictionary before it came here.
        return pd.read_pickle(io.BytesIO(content), compression="xz").astype(str)
    if member.endswith(".txt"):
        names = ["master_id", "id", "date", "cds_bought", "spent"]
        frame = pd.read_csv(io.BytesIO(content), sep=r"\s+", header=None, names=names, dtype=str)
        frame["date"] = pd.to_datetime(frame["date"], format="%Y%m%d").dt.strftime("%Y-%m-%d")
        return frame
    if member.endswith(".gz"):
        content = gzip.decompress(content)
    frame = pd.read_csv(io.BytesIO(content), dtype=str, na_values=["-99"])
    return frame.replace({"TRUE": "1", "FALSE": "0"})


def renamed_table(frame, table):
    """Return the table under the course's names and levels; values stay."""
    columns = {}
    for field in fields_of(table):
        cells = frame[field["source_name"]]
        if "source_levels" in field:
            cells = cells.map(field["source_levels"])
        elif field["type"] == "integer":
            cells = pd.to_numeric(cells).astype("Int64")
        elif field["type"] == "number":
            cells = pd.to_numeric(cells).round(field.get("decimals", 10))
        columns[field["name"]] = cells
    return pd.DataFrame(columns)


def rebuild(table, debian):
    """Return the text of a table made anew from its package."""
    origin = table["rebuild"]
    with tempfile.TemporaryDirectory() as folder:
        content = member_bytes(origin, folder, debian)
        if fingerprint(content) != origin["hash"]:
            raise ValueError(f"{table['name']}: {origin['member']} is not the file that was published then")
        return table_text(renamed_table(source_frame(origin["member"], content, folder), table))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="tables; all real ones that have a package by default")
    parser.add_argument("--debian", type=Path, help="folder with the .deb files")
    parser.add_argument("--write", action="store_true", help="write the files, rather than compare only")
    arguments = parser.parse_args()
    different = 0
    for table in read_dictionary()["resources"]:
        if "rebuild" not in table or (arguments.names and table["name"] not in arguments.names):
            continue
        text = rebuild(table, arguments.debian)
        same = fingerprint(text.encode()) == table["hash"]
        different += not same
        print(f"{table['name']}: {'the same, byte for byte' if same else 'DIFFERENT'}", flush=True)
        if arguments.write:
            (data_folder() / table["path"]).write_text(text, encoding="utf-8", newline="")
    sys.exit(different > 0)


if __name__ == "__main__":
    main()
