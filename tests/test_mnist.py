"""MNIST arrives whole or not at all, and a file that lies is refused in a sentence.

The files are made here and served on loopback; no test asks anybody else.
"""

import functools
import gzip
import hashlib
import io
import os
import re
import struct
import sys
import threading
import tracemalloc
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from lessons_pkg import mnist as module
from lessons_pkg.mnist import mnist, read_idx

CODES = {"u1": 8, "i1": 9, "i2": 0x0B, "i4": 0x0C, "f4": 0x0D, "f8": 0x0E}
PUBLISHED = {part: dict(files) for part, files in module.FILES.items()}
ADDRESSES = module.MIRRORS


def header(code, *sizes):
    return struct.pack(f">HBB{len(sizes)}I", 0, code, len(sizes), *sizes)


def idx(array):
    """The IDX file of an array, written by another way than it is read."""
    kind = array.dtype.str[1:]
    numbers = array.astype(f">{kind}").tobytes()
    return header(CODES[kind], *array.shape) + numbers


def pixels(n, seed=0):
    rng = np.random.default_rng(seed)
    return rng.integers(0, 256, size=(n, 28, 28), dtype=np.uint8)


# Reading ------------------------------------------------------------------------------


@pytest.fixture
def write(tmp_path):
    def write(content, name="some.idx"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("kind", CODES)
def test_every_type_is_read_in_the_order_of_this_machine(kind, pack, write):
    info = np.finfo(kind) if kind[0] == "f" else np.iinfo(kind)
    array = np.array([[info.min, 0, 1], [2, 3, info.max]], dtype=kind)
    read = read_idx(write(pack(idx(array))))
    np.testing.assert_array_equal(read, array)
    assert read.dtype == np.dtype(kind)
    assert read.dtype.isnative
    read[0, 0] = 7  # it can be written to


def test_the_numbers_of_the_format(write):
    """An example byte by byte, so that writer and reader cannot agree on a mistake."""
    content = bytes.fromhex("00 00 0b 02  00 00 00 01  00 00 00 02  01 02  ff fe")
    assert read_idx(write(content)).tolist() == [[258, -2]]
    content = bytes.fromhex("00 00 0d 01  00 00 00 01  3f c0 00 00")
    assert read_idx(write(content)).tolist() == [1.5]
    content = bytes.fromhex("00 00 0e 01  00 00 00 01  c0 04 00 00 00 00 00 00")
    assert read_idx(write(content)).tolist() == [-2.5]


@pytest.mark.parametrize("shape", [(), (0,), (3, 0, 2), (1,) * 32, (2, 3, 4, 5)])
def test_shapes(shape, write):
    array = np.arange(np.prod(shape, dtype=int), dtype=np.int32).reshape(shape)
    read = read_idx(write(idx(array)))
    assert read.shape == shape
    np.testing.assert_array_equal(read, array)


def test_more_than_a_block(write):
    array = np.arange(module.BLOCK, dtype=np.int16).reshape(-1, 2)  # two blocks
    np.testing.assert_array_equal(read_idx(write(gzip.compress(idx(array)))), array)


@given(
    st.sampled_from(list(CODES)).flatmap(
        lambda kind: arrays(kind, array_shapes(min_dims=0, max_dims=4, min_side=0))
    )
)
def test_what_was_written_is_read(tmp_path_factory, array):
    path = tmp_path_factory.getbasetemp() / "hypothesis.idx"
    path.write_bytes(idx(array))
    np.testing.assert_array_equal(read_idx(path), array)


@given(st.binary(max_size=40), st.sampled_from([b"", b"\0\0\x08\x01", b"\x1f\x8b\x08"]))
def test_any_bytes_are_read_or_refused_in_a_sentence(tmp_path_factory, rest, start):
    path = tmp_path_factory.getbasetemp() / "any.idx"
    path.write_bytes(start + rest)
    try:
        read_idx(path)
    except ValueError as error:
        assert str(error).startswith(f"{path} ")  # noqa: PT017 - both ends are right
        assert str(error).endswith(".")  # noqa: PT017


def test_gzip_is_seen_from_the_content(write):
    array = np.arange(5, dtype=np.uint8)
    assert read_idx(write(idx(array), "plain.gz")).tolist() == array.tolist()
    packed = write(gzip.compress(idx(array)), "packed.idx")
    assert read_idx(str(packed)).tolist() == array.tolist()


SIX = idx(np.arange(6, dtype=np.int16))
PACKED = gzip.compress(SIX)
WRONG = {
    "empty": (b"", "is not an IDX file: .* but it begins with nothing"),
    "short": (b"\0\0\x08", "is not an IDX file: .* but it begins with 00 00 08"),
    "picture": (b"\x89PNG\r\n\x1a\n", "but it begins with 89 50 4e 47"),
    "web page": (b"<!doctype html>", "but it begins with 3c 21 64 6f"),
    "second byte": (b"\0\x01\x08\x01" + SIX[4:], "but it begins with 00 01 08 01"),
    "type": (header(0x0A, 1) + b"\0", "but it begins with 00 00 0a 01"),
    "dimensions": (header(8, *[1] * 33) + b"\0", "states 33 dimensions, but 32 are"),
    "sizes": (header(8, 2, 3)[:-1], "ends before it has stated its 2 sizes"),
    "no numbers": (SIX[:8], "ends after 0 of the 12 bytes of its numbers"),
    "truncated": (SIX[:-1], "ends after 11 of the 12 bytes of its numbers"),
    "oversized": (SIX + b"\0", "goes on after the 12 bytes of its numbers"),
    "a byte too large": (header(8, 2**30 + 1), "states 1073741825 numbers of 1 bytes"),
    "the limit": (header(8, 2**30), "ends after 0 of the 1073741824 bytes"),
    "doubles": (header(14, 2**27 + 1), "states 134217729 numbers of 8 bytes, but 1 G"),
    "2^40": (header(8, 2**20, 2**20), "states 1048576 × 1048576 numbers of 1 bytes"),
    "2^1024": (header(8, *[2**32 - 1] * 32), "but 1 GiB is the most"),
    "none of many": (header(8, 0, 2**31, 2**31), "but 1 GiB is the most"),
}
GZIP_WRONG = {
    "gzip only": (b"\x1f\x8b", "cannot be decompressed: "),
    "gzip truncated": (PACKED[:-9], "cannot be decompressed: Compressed file ended"),
    "gzip checksum": (
        PACKED[:-8] + bytes([PACKED[-8] ^ 1]) + PACKED[-7:],
        "cannot be decompressed: CRC check failed",
    ),
    "gzip data": (PACKED[:10] + b"\xff" * 20, "cannot be decompressed: "),
    "gzip and more": (PACKED + b"more", "cannot be decompressed: Not a gzipped file"),
    "gzip of two": (PACKED + PACKED, "goes on after the 12 bytes of its numbers"),
    "gzip in gzip": (gzip.compress(PACKED), "but it begins with 1f 8b"),
}


@pytest.mark.parametrize("case", [*WRONG, *GZIP_WRONG])
def test_a_file_that_is_amiss_is_refused(case, write):
    content, message = {**WRONG, **GZIP_WRONG}[case]
    with pytest.raises(ValueError, match=rf"some\.idx.* {message}"):
        read_idx(write(content))
    if case in WRONG:
        with pytest.raises(ValueError, match=rf"some\.idx.* {message}"):
            read_idx(write(gzip.compress(content)))


def test_a_missing_file_is_python_s_own_error(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"none\.idx"):
        read_idx(tmp_path / "none.idx")


@pytest.mark.parametrize(
    ("stated", "there"),
    [
        (1000, 40_000_000),  # a bomb: 40 kB of gzip that become 40 MB
        (2**30, 1000),  # a header that asks for a gigabyte
    ],
)
def test_memory_is_taken_for_what_is_stated_and_is_there(stated, there, write):
    path = write(gzip.compress(header(8, stated) + bytes(there), compresslevel=1))
    tracemalloc.start()
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    try:
        with pytest.raises(ValueError, match=r"some\.idx (goes on|ends) after"):
            read_idx(path)
        assert tracemalloc.get_traced_memory()[1] - before < 1_000_000
    finally:
        tracemalloc.stop()


# MNIST from the disk ------------------------------------------------------------------


@pytest.fixture(autouse=True)
def offline(monkeypatch, tmp_path):
    """No test reaches a real address or the reader's own folder, nor any proxy."""
    monkeypatch.setattr(module, "MIRRORS", ("http://127.0.0.1:9/mnist/",))
    monkeypatch.setenv("LESSONS_MNIST", str(tmp_path / "from-the-environment"))
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(module, "TIMEOUT", 5)


CONTENT = {
    "train-images-idx3-ubyte.gz": gzip.compress(idx(pixels(4))),
    "train-labels-idx1-ubyte.gz": gzip.compress(idx(np.array([5, 0, 4, 9], "u1"))),
    "t10k-images-idx3-ubyte.gz": gzip.compress(idx(pixels(2, seed=1))),
    "t10k-labels-idx1-ubyte.gz": gzip.compress(idx(np.array([7, 2], "u1"))),
}
IMAGES, LABELS = list(CONTENT)[2:]
EXPECTED = {
    "train": (pixels(4).reshape(4, 784), [5, 0, 4, 9]),
    "test": (pixels(2, seed=1).reshape(2, 784), [7, 2]),
}
every_part = pytest.mark.parametrize("part", ["train", "test"])


@pytest.fixture
def folder(tmp_path):
    """A folder that holds all four files."""
    folder = tmp_path / "here"
    folder.mkdir()
    for name, content in CONTENT.items():
        (folder / name).write_bytes(content)
    return folder


def assert_is(part, arrays):
    X, y = arrays
    np.testing.assert_array_equal(X, EXPECTED[part][0])
    assert y.tolist() == EXPECTED[part][1]
    assert (X.dtype, y.dtype) == (np.float64, np.dtype(int))


@every_part
@pytest.mark.parametrize("compressed", [True, False])
def test_files_that_are_there_are_read(part, compressed, folder):
    if not compressed:
        for name, content in CONTENT.items():
            (folder / name).unlink()
            plain = folder / name.removesuffix(".gz")
            plain.write_bytes(gzip.decompress(content))
    assert_is(part, mnist(part, folder))
    assert_is(part, mnist(part, str(folder)))


def test_the_training_set_is_the_default(folder):
    assert_is("train", mnist(folder=folder))


def test_the_folder_comes_from_the_call_or_the_environment_or_is_a_cache(
    folder, monkeypatch, tmp_path
):
    monkeypatch.setenv("LESSONS_MNIST", str(folder))
    assert_is("test", mnist("test"))
    with pytest.raises(ConnectionError, match="elsewhere"):
        mnist("test", tmp_path / "elsewhere")
    monkeypatch.delenv("LESSONS_MNIST")

    def cache(name, appauthor):
        assert (name, appauthor) == ("from-sigmoid-to-backprop", False)
        return tmp_path

    monkeypatch.setattr(module, "user_cache_path", cache)
    folder.rename(tmp_path / "mnist")
    assert_is("test", mnist("test"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert_is("test", mnist("test", "~/mnist"))


@pytest.mark.parametrize("part", ["Train", "t10k", None, 0])
def test_an_unknown_part_is_refused(part):
    with pytest.raises(ValueError, match="part must be one of 'train', 'test', but it"):
        mnist(part)


@pytest.mark.parametrize(
    ("name", "array", "message"),
    [
        (LABELS, np.zeros(3, "u1"), r"Each image needs .* 2 images and .* 3 labels\."),
        (LABELS, np.array([10, 1], "u1"), "A label is a digit, but .* the label 10"),
        (LABELS, np.zeros((2, 1), "u1"), r"MNIST's labels are uint8 of shape \(n\), "),
        (LABELS, np.zeros(2, "i2"), r"but .* holds int16 of shape \(2,\)"),
        (LABELS, np.array(2, "u1"), r"but .* holds uint8 of shape \(\)"),
        (IMAGES, np.zeros((2, 8, 8), "u1"), r"images are uint8 of shape \(n, 28, 28\)"),
        (IMAGES, np.zeros((2, 784), "u1"), r"but .* holds uint8 of shape \(2, 784\)"),
        (IMAGES, np.zeros((2, 28, 28), "f4"), r"but .* holds float32 of shape \(2, 28"),
    ],
)
def test_files_that_are_not_mnist_s_are_named(name, array, message, folder):
    (folder / name).write_bytes(idx(array))
    with pytest.raises(ValueError, match=message) as error:
        mnist("test", folder)
    assert str(folder / name) in str(error.value)


def test_no_images_and_no_labels_fit_together(folder):
    (folder / IMAGES).write_bytes(idx(np.zeros((0, 28, 28), "u1")))
    (folder / LABELS).write_bytes(idx(np.zeros(0, "u1")))
    X, y = mnist("test", folder)
    assert (X.shape, y.shape) == ((0, 784), (0,))


def test_a_damaged_file_can_be_had_anew(folder):
    (folder / IMAGES).write_bytes(CONTENT[IMAGES][:-20])
    again = r"cannot be decompressed: .*\. Delete it, and mnist\(\) downloads it again"
    with pytest.raises(ValueError, match=again):
        mnist("test", folder)


# MNIST from a server ------------------------------------------------------------------


class Mirror(ThreadingHTTPServer):
    """Serves what `files` holds and remembers the requests."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.files, self.requests, self.length = dict(CONTENT), [], {}
        self.released = threading.Event()
        self.address = f"http://127.0.0.1:{self.server_port}/mnist/"


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        server, name = self.server, self.path.rpartition("/")[2]
        server.requests.append(self.path)
        content = server.files.get(name)
        if content is None:
            return self.send_error(404)
        if isinstance(content, str):
            self.send_response(302)
            self.send_header("Location", content)
            return self.end_headers()
        self.send_response(200)
        length = server.length.get(name, len(content))
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(content)
        if content == b"":
            server.released.wait(10)  # silent, with the line open
        return None

    def log_message(self, *args):
        pass


@pytest.fixture
def serve(monkeypatch):
    servers = []

    def serve(n=1):
        for _ in range(n):
            server = Mirror()
            run = functools.partial(server.serve_forever, poll_interval=0.01)
            threading.Thread(target=run, daemon=True).start()
            servers.append(server)
        addresses = tuple(server.address for server in servers)
        monkeypatch.setattr(module, "MIRRORS", addresses)
        monkeypatch.setattr(module, "FILES", sums())
        return servers

    yield serve
    for server in servers:
        server.released.set()
        server.shutdown()
        server.server_close()


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def sums():
    return {
        part: {name: (len(CONTENT[name]), sha256(CONTENT[name])) for name in files}
        for part, files in PUBLISHED.items()
    }


def left(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@every_part
def test_a_part_is_downloaded_once(part, serve, tmp_path, capsys):
    [mirror] = serve()
    folder = tmp_path / "new" / "folder"
    assert_is(part, mnist(part, folder))
    names = list(module.FILES[part])
    assert mirror.requests == [f"/mnist/{name}" for name in names]
    assert left(folder) == sorted(names)
    for name in names:
        assert (folder / name).read_bytes() == CONTENT[name]
    assert_is(part, mnist(part, folder))
    assert len(mirror.requests) == 2
    assert capsys.readouterr() == ("", "")


def test_only_what_is_missing_is_downloaded(serve, folder):
    [mirror] = serve()
    (folder / LABELS).unlink()
    assert_is("test", mnist("test", folder))
    assert mirror.requests == [f"/mnist/{LABELS}"]


def test_the_second_mirror_helps_out(serve, tmp_path):
    first, second = serve(2)
    first.files = {IMAGES: b"<html>Please log in</html>"}
    assert_is("test", mnist("test", tmp_path / "f"))
    assert len(first.requests) == len(second.requests) == 2


OTHER = CONTENT[IMAGES][:-1] + b"?"
SIZE = len(CONTENT[IMAGES])
TROUBLE = {
    "checksum": (
        OTHER,
        SIZE,
        f"it sent has the SHA-256 {sha256(OTHER)}, not {sha256(CONTENT[IMAGES])}",
    ),
    "interrupted": (CONTENT[IMAGES][:500], SIZE, f"it sent 500 of the {SIZE} bytes"),
    "too short": (b"short", 5, f"it sent 5 of the {SIZE} bytes"),
    "too long": (CONTENT[IMAGES] + b"!", SIZE + 1, f"more than the {SIZE} bytes"),
    "endless": (bytes(20_000_000), None, f"it sent more than the {SIZE} bytes"),
    "missing": (None, 0, "HTTP Error 404: Not Found"),
}


@pytest.mark.parametrize("case", TROUBLE)
def test_a_download_that_goes_wrong_leaves_nothing(case, serve, tmp_path):
    content, length, message = TROUBLE[case]
    [mirror] = serve()
    mirror.files[IMAGES], mirror.length[IMAGES] = content, length
    with pytest.raises(ConnectionError) as error:
        mnist("test", tmp_path / "f")
    words = str(error.value)
    assert words.startswith(f"mnist() could not download {IMAGES} (127.0.0.1:")
    assert message in words
    assert left(tmp_path / "f") == []
    assert mirror.requests == [f"/mnist/{IMAGES}"]


def test_no_more_than_the_file_is_taken_from_a_server(monkeypatch):
    class Endless(io.BytesIO):
        taken = 0

        def open(self, url, timeout):
            return self

        def read1(self, n):
            self.taken += n
            return bytes(n)

    endless, size = Endless(), 3 * module.BLOCK
    monkeypatch.setattr(module, "build_opener", lambda _: endless)
    with pytest.raises(OSError, match=f"it sent more than the {size} bytes"):
        module._bytes("https://here.example/a", size, sha256(bytes(size)))
    assert endless.taken == size + 1  # one byte tells that there is more


def test_a_silent_server_is_not_waited_for(serve, tmp_path, monkeypatch):
    [mirror] = serve()
    monkeypatch.setattr(module, "TIMEOUT", 0.1)
    mirror.files[IMAGES], mirror.length[IMAGES] = b"", SIZE
    with pytest.raises(ConnectionError, match="timed out"):
        mnist("test", tmp_path / "f")
    assert left(tmp_path / "f") == []


def test_what_was_downloaded_before_the_trouble_is_kept(serve, tmp_path):
    [mirror] = serve()
    mirror.files[LABELS] = None
    with pytest.raises(ConnectionError, match=f"or put {LABELS} into"):
        mnist("test", tmp_path / "f")
    assert left(tmp_path / "f") == [IMAGES]


def test_offline_the_message_says_what_to_put_where(tmp_path):
    folder = tmp_path / "f"
    with pytest.raises(ConnectionError) as error:
        mnist("train", folder)
    images, labels = list(CONTENT)[:2]
    words = re.escape(f"mnist() could not download {images} (127.0.0.1:9: ")
    words += r".*refused.*"
    words += re.escape(
        f"). Try again later, or put {images} and {labels} into {folder} yourself, for "
        "instance from http://127.0.0.1:9/mnist/."
    )
    assert re.fullmatch(words, str(error.value))
    assert left(folder) == []


def test_ctrl_c_leaves_nothing(serve, tmp_path, monkeypatch):
    def interrupted(*_):
        assert len(left(tmp_path / "f")) == 1  # the file that is to be filled
        raise KeyboardInterrupt

    serve()
    monkeypatch.setattr(module, "_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        mnist("test", tmp_path / "f")
    assert left(tmp_path / "f") == []


def test_a_folder_that_cannot_be_written_to_is_named_before_the_download(
    serve, tmp_path, monkeypatch
):
    [mirror] = serve()
    (tmp_path / "file").write_text("not a folder")
    words = r"mnist\(\) keeps its files in .*, but cannot write there: .*LESSONS_MNIST"
    with pytest.raises(OSError, match=words):
        mnist("test", tmp_path / "file" / "f")

    def forbidden(self, *_):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(PermissionError, match=words):
        mnist("test", tmp_path)
    assert mirror.requests == []


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="Windows has no such users")
def test_a_read_only_folder(serve, tmp_path):
    [mirror] = serve()
    folder = tmp_path / "read-only"
    folder.mkdir()
    folder.chmod(0o555)
    root = os.geteuid() == 0  # for whom nothing is read-only
    if root:
        os.seteuid(65534)
    try:
        with pytest.raises(PermissionError, match="cannot write there: Permission den"):
            mnist("test", folder)
    finally:
        if root:
            os.seteuid(0)
    assert mirror.requests == []


def test_a_full_disk_is_not_the_mirror_s_fault(serve, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    serve()
    monkeypatch.setattr(module.os, "replace", full)
    with pytest.raises(OSError, match="cannot write there: No space left on device"):
        mnist("test", tmp_path / "f")
    assert left(tmp_path / "f") == []


def test_another_process_may_be_quicker(serve, tmp_path, monkeypatch):
    """What it has put there stays, since Windows would not replace an open file."""
    serve()
    download = module._bytes

    def slow(url, *args):
        (tmp_path / url.rpartition("/")[2]).write_bytes(download(url, *args))
        return download(url, *args)

    monkeypatch.setattr(module, "_bytes", slow)
    monkeypatch.setattr(module.os, "replace", None)
    assert_is("test", mnist("test", tmp_path))
    assert left(tmp_path) == [IMAGES, LABELS]


def test_two_at_once(serve, tmp_path):
    serve()
    both = threading.Barrier(2)
    results = []

    def load():
        both.wait()
        results.append(mnist("test", tmp_path))

    threads = [threading.Thread(target=load) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 2
    for result in results:
        assert_is("test", result)
    assert left(tmp_path) == [IMAGES, LABELS]


def test_a_terminal_sees_the_progress(serve, tmp_path, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    serve()
    monkeypatch.setattr(sys, "stderr", Terminal())
    mnist("test", tmp_path)
    assert f"{IMAGES}: " in sys.stderr.getvalue()
    assert "100%" in sys.stderr.getvalue()
    assert f"{SIZE / 1000:.2f}k" in sys.stderr.getvalue()


def test_a_redirection_is_followed_but_never_away_from_https(serve, tmp_path):
    [mirror] = serve()
    mirror.files["moved"] = mirror.files[IMAGES]
    mirror.files[IMAGES] = f"{mirror.address}moved"
    assert_is("test", mnist("test", tmp_path))

    request = urllib.request.Request("https://here.example/a")
    follow = module._OnlyHTTPS().redirect_request
    there = follow(request, None, 302, "Found", {}, "https://there.example/b")
    assert there.full_url == "https://there.example/b"
    for url in ("http://here.example/a", "ftp://here.example/a"):
        with pytest.raises(urllib.error.HTTPError, match=f"{url}, which is not HTTPS"):
            follow(request, io.BytesIO(), 302, "Found", {}, url)


def test_a_proxy_is_asked_where_there_is_one(serve, tmp_path, monkeypatch):
    [mirror] = serve()
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("http_proxy", mirror.address)
    monkeypatch.setattr(module, "MIRRORS", ("http://mnist.invalid/",))
    assert_is("test", mnist("test", tmp_path))
    assert mirror.requests[0] == f"http://mnist.invalid/{IMAGES}"


def test_the_addresses_and_sums_are_those_published():
    """Sizes and SHA-256 by TensorFlow Datasets, in url_checksums/mnist.txt."""
    assert all(address.startswith("https://") for address in ADDRESSES)
    assert all(address.endswith("/mnist/") for address in ADDRESSES)
    assert {name for files in PUBLISHED.values() for name in files} == set(CONTENT)
    lines = [
        f"{ADDRESSES[1]}{name}\t{size}\t{digest}\t{name}\n"
        for part in ("test", "train")
        for name, (size, digest) in PUBLISHED[part].items()
    ]
    # The SHA-256 of that file itself, which has one such line for each of ours.
    assert sha256("".join(lines).encode()) == (
        "fc0a7006b0c521a02573c36de8376a806d124eed8c2c96851cf6c42790eb1408"
    )
