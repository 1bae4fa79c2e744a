"""Write zip files that depend on nothing but what is in them.

No times, no owners, no order of a disk. What is left is zlib, of which the Pythons from
python.org have one that packs the same everywhere; zlib-ng, on Fedora, does not.
"""

import zipfile

#: Formats that are packed already.
PACKED = (".png", ".webp", ".whl", ".woff2", ".zip")
READABLE = 0o100644 << 16


def write(path, files):
    """Write `files`, name to bytes, into the zip file at `path`, in their order."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)  # of 1980
            entry.create_system = 3
            entry.external_attr = READABLE
            if not name.endswith(PACKED):
                entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=9)
