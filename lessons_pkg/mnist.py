"""MNIST, 70 000 handwritten digits, for the network of chapter 9.

Its files are in the IDX format: a few bytes that say of which type the numbers are and
how many there are in each direction, then the numbers. `read_idx` reads any such file,
and `mnist` turns two of them into X and y, as `data.digits` does with smaller digits.
They are too large for the package to bring them, so the first call downloads them.
"""

import gzip
import hashlib
import math
import os
import secrets
import zlib
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import numpy as np
from platformdirs import user_cache_path

from lessons_pkg._validation import choice

TYPES = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
DIMENSIONS = 32  # as many as every NumPy can have
LIMIT = 2**30  # bytes of an array; MNIST's largest file is a twentieth of it
BLOCK = 2**16  # bytes taken at a time

MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
TIMEOUT = 20  # seconds in which a server must send something
# Images and labels, each with its size in bytes and its SHA-256: from TensorFlow
# Datasets, url_checksums/mnist.txt. torchvision has the MD5 of the same files.
FILES = {
    "train": {
        "train-images-idx3-ubyte.gz": (
            9_912_422,
            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
        ),
        "train-labels-idx1-ubyte.gz": (
            28_881,
            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
        ),
    },
    "test": {
        "t10k-images-idx3-ubyte.gz": (
            1_648_877,
            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
        ),
        "t10k-labels-idx1-ubyte.gz": (
            4_542,
            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
        ),
    },
}


def mnist(part="train", folder=None):
    """Return the handwritten digits of MNIST, 28 by 28 pixels each.

    ``X, y = mnist()`` has 60 000 of them for training, and ``mnist("test")`` another
    10 000. The first call downloads them, 10 MB and 2 MB, and every later call finds
    them on your disk. The training images take 376 MB of memory as float64.

    Parameters
    ----------
    part : {"train", "test"}
    folder : str or path, optional
        Where the files are kept. By default it is what the environment variable
        ``LESSONS_MNIST`` says, or else a folder in your cache. Files that are there
        already are read, compressed by gzip or not, and nothing is downloaded. So
        Fashion-MNIST, whose files have the same names, can have a folder of its own.

    Returns
    -------
    X : ndarray of float64, shape (n, 784)
        Ink of each pixel, 0 to 255, row by row from the top left.
    y : ndarray of int, shape (n,)
        The digit, 0 to 9.

    Raises
    ------
    ValueError
        If there is no such part, or a file in the folder is damaged or is not one of
        MNIST's.
    OSError
        If a file cannot be downloaded or saved. The message says what to put where
        by hand; nothing incomplete stays on your disk.

    References
    ----------
    LeCun, Bottou, Bengio & Haffner (1998), "Gradient-based learning applied to document
    recognition", Proceedings of the IEEE 86, 2278-2324.

    Examples
    --------
    Two images of your own, the second one blank, are read in the same way:

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> images = bytes([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28])
    >>> labels = bytes([0, 0, 8, 1, 0, 0, 0, 2])
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "t10k-images-idx3-ubyte")
    ...     _ = path.write_bytes(images + bytes([255] * 784 + [0] * 784))
    ...     path = Path(folder, "t10k-labels-idx1-ubyte")
    ...     _ = path.write_bytes(labels + bytes([7, 2]))
    ...     X, y = mnist("test", folder)
    >>> X.shape, X.max(axis=1), y
    ((2, 784), array([255.,   0.]), array([7, 2]))
    """
    files = FILES[choice(part, "part", tuple(FILES))]
    if folder is None:
        folder = os.environ.get("LESSONS_MNIST") or _own_folder()
    folder = Path(folder).expanduser()
    _download(files, folder)
    images, labels = (_found(folder, name) for name in files)
    X, y = _read(images, "images", (28, 28)), _read(labels, "labels", ())
    if len(X) != len(y):
        raise ValueError(
            f"Each image needs one label, but {images} has {len(X)} images and "
            f"{labels} has {len(y)} labels."
        )
    if y.max(initial=0) > 9:
        raise ValueError(f"A label is a digit, but {labels} has the label {y.max()}.")
    return X.reshape(len(X), 784).astype(float), y.astype(int)


def read_idx(path):
    """Read an array from an IDX file, compressed by gzip or not.

    The file begins with two bytes of zero, a byte for the type of the numbers (08
    uint8, 09 int8, 0b int16, 0c int32, 0d float32, 0e float64) and one for the number
    of dimensions; the size of each follows in four bytes, and then the numbers, row by
    row. All of them have their most significant byte first.

    Parameters
    ----------
    path : str or path
        Its first bytes, not its name, tell whether the file is compressed.

    Returns
    -------
    ndarray
        Of the file's type, in the byte order of your machine.

    Raises
    ------
    ValueError
        If it is not such a file, ends too soon or too late, or states a size of more
        than 1 GiB. Nothing is read beyond the size that its first bytes state.

    Examples
    --------
    Two rows of three int16:

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> header = bytes([0, 0, 0x0B, 2, 0, 0, 0, 2, 0, 0, 0, 3])
    >>> numbers = bytes([0, 1, 0, 2, 0, 3, 1, 0, 2, 0, 3, 0])
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "numbers.idx")
    ...     _ = path.write_bytes(header + numbers)
    ...     read_idx(path)
    array([[  1,   2,   3],
           [256, 512, 768]], dtype=int16)
    """
    with open(path, "rb") as file:
        compressed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        if not compressed:
            return _array(file, path)
        try:
            with gzip.GzipFile(fileobj=file) as decompressed:
                return _array(decompressed, path)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise ValueError(f"{path} cannot be decompressed: {error}.") from None


def _array(stream, path):
    magic = stream.read(4)
    if len(magic) < 4 or magic[:2] != b"\0\0" or magic[2] not in TYPES:
        raise ValueError(
            f"{path} is not an IDX file: those begin with 00 00, a type (08, 09, 0b, "
            "0c, 0d or 0e) and the number of dimensions, but it begins with "
            f"{magic.hex(' ') or 'nothing'}."
        )
    dtype, ndim = np.dtype(TYPES[magic[2]]), magic[3]
    if ndim > DIMENSIONS:
        raise ValueError(
            f"{path} states {ndim} dimensions, but {DIMENSIONS} are the most."
        )
    sizes = stream.read(4 * ndim)
    if len(sizes) < 4 * ndim:
        raise ValueError(f"{path} ends before it has stated its {ndim} sizes.")
    shape = tuple(np.frombuffer(sizes, ">u4").tolist())
    # As NumPy does when it asks whether a shape is too large, leave out zeros.
    if math.prod(filter(None, shape)) * dtype.itemsize > LIMIT:
        wanted = " × ".join(map(str, shape))
        raise ValueError(
            f"{path} states {wanted} numbers of {dtype.itemsize} bytes, "
            "but 1 GiB is the most."
        )
    size, numbers = math.prod(shape) * dtype.itemsize, bytearray()
    while block := stream.read(min(BLOCK, size - len(numbers))):
        numbers += block  # grows with what is there, not with what is stated
    if len(numbers) < size:
        raise ValueError(
            f"{path} ends after {len(numbers)} of the {size} bytes of its numbers."
        )
    if stream.read(1):  # at its end, gzip compares its checksum
        raise ValueError(f"{path} goes on after the {size} bytes of its numbers.")
    return np.ndarray(shape, dtype, numbers).astype(dtype.newbyteorder("="))


def _read(path, what, shape):
    """Return images or labels, or say that the file holds something else."""
    try:
        array = read_idx(path)
    except ValueError as error:
        raise ValueError(
            f"{error} Delete it, and mnist() downloads it again."
        ) from None
    if array.dtype != np.uint8 or array.ndim == 0 or array.shape[1:] != shape:
        wanted = ", ".join(["n", *map(str, shape)])
        raise ValueError(
            f"MNIST's {what} are uint8 of shape ({wanted}), but {path} holds "
            f"{array.dtype} of shape {array.shape}."
        )
    return array


# Downloading --------------------------------------------------------------------------


def _own_folder():
    return user_cache_path("from-sigmoid-to-backprop", appauthor=False) / "mnist"


def _found(folder, name):
    """Return the path of a file, .gz or, as some browsers save it, not; or None."""
    paths = (folder / name, folder / name.removesuffix(".gz"))
    return next(filter(os.path.isfile, paths), None)


def _download(files, folder):
    """Download the files that the folder lacks, each whole or not at all."""
    for name in _missing(files, folder):
        unfinished = folder / f"{name}.{secrets.token_hex(4)}.part"  # ours alone
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with unfinished.open("xb") as file:  # first, or the wait may be for nothing
                file.write(_from_a_mirror(name, *files[name]))
            # Another process may have been quicker; Windows would not replace its file.
            if not _found(folder, name):
                os.replace(unfinished, folder / name)
        except ConnectionError as error:
            needed = " and ".join(_missing(files, folder))
            raise ConnectionError(
                f"mnist() could not download {name} ({error}). Try again later, or put "
                f"{needed} into {folder} yourself, for instance from {MIRRORS[0]}."
            ) from None
        except OSError as error:
            raise type(error)(
                f"mnist() keeps its files in {folder}, but cannot write there: "
                f"{error.strerror}. Name another folder, as in mnist(folder=...) or in "
                "the environment variable LESSONS_MNIST."
            ) from None
        finally:
            with suppress(OSError):
                unfinished.unlink()


def _missing(files, folder):
    return [name for name in files if not _found(folder, name)]


def _from_a_mirror(name, size, sha256):
    """Return the file's bytes, or raise what was wrong with each mirror."""
    troubles = []
    for mirror in MIRRORS:
        try:
            return _bytes(mirror + name, size, sha256)
        except (OSError, HTTPException) as error:
            reason = error.reason if type(error) is URLError else error
            if isinstance(error, HTTPError):
                error.close()  # it is the server's answer, too
            troubles.append(f"{urlsplit(mirror).netloc}: {reason}")
    raise ConnectionError("; ".join(troubles))


def _bytes(url, size, sha256):
    """Return what is at that address, if it has that size and checksum."""
    from tqdm import tqdm  # only here, for most calls download nothing

    content = bytearray()
    bar = {"desc": url.rpartition("/")[2], "total": size, "unit": "B"}
    # disable=None: the bar is shown in a terminal and nowhere else.
    with (
        build_opener(_OnlyHTTPS).open(url, timeout=TIMEOUT) as response,
        tqdm(**bar, unit_scale=True, disable=None) as progress,
    ):
        while block := response.read1(min(BLOCK, size + 1 - len(content))):
            content += block
            progress.update(len(block))
    if len(content) > size:
        raise OSError(f"it sent more than the {size} bytes of the file")
    if len(content) < size:
        raise OSError(f"it sent {len(content)} of the {size} bytes of the file")
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise OSError(f"what it sent has the SHA-256 {found}, not {sha256}")
    return content


class _OnlyHTTPS(HTTPRedirectHandler):
    """Follows no redirection away from HTTPS."""

    def redirect_request(self, request, response, code, message, headers, url):
        if request.type == "https" and urlsplit(url).scheme != "https":
            message = f"it leads to {url}, which is not HTTPS"
            raise HTTPError(request.full_url, code, message, headers, response)
        return super().redirect_request(request, response, code, message, headers, url)
