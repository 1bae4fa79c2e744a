"""The ways to run a notebook: only those whose addresses are known."""

from urllib.parse import parse_qs, urlsplit

import pytest

from lessons_pkg.interactive.sphinx import launch

from .test_site import ADDRESSES


@pytest.mark.parametrize(
    ("addresses", "offered"),
    [
        ({}, ["Notebook"]),
        ({"BOOK_URL": "https://example.org"}, ["Notebook"]),
        ({"BOOK_HUB": "https://hub.example.org"}, ["Notebook"]),
        ({"BOOK_REPOSITORY": "https://github.com/a/b"}, ["Notebook", "Binder"]),
        (
            {
                "BOOK_REPOSITORY": "https://git.example.org/b.git",
                "BOOK_HUB": "https://h",
            },
            ["Notebook", "Binder", "JupyterHub"],
        ),
    ],
)
def test_what_has_no_address_is_not_offered(monkeypatch, addresses, offered):
    for name in ADDRESSES:
        monkeypatch.delenv(name, raising=False)
    for name, address in addresses.items():
        monkeypatch.setenv(name, address)
    found = {way.label: way.address for way in launch.ways("book/01_run.ipynb")}
    assert list(found) == offered
    assert "//book" not in found.get("JupyterHub", "")
    if "JupyterHub" in found:
        assert "/v2/git/https%3A%2F%2Fgit.example.org%2Fb.git/main?" in found["Binder"]
        assert parse_qs(urlsplit(found["JupyterHub"]).query)["urlpath"] == [
            "lab/tree/b/book/01_run.ipynb"
        ]
