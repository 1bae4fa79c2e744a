"""The built pages: every link leads somewhere, and nothing comes from elsewhere."""

import copy
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from lessons_pkg.interactive import bundle, sphinx

from .conftest import HTML

LOADING = {"script": "src", "img": "src", "iframe": "src", "link": "href"}
SEARCH = Path(sphinx.__file__).with_name("search.js")
REMOTE = re.compile(r"^(https?:)?//")


@pytest.fixture(scope="module")
def soups(pages):
    return {path: BeautifulSoup(text, "html.parser") for path, text in pages.items()}


def anchors(soup):
    return {tag["id"] for tag in soup.find_all(id=True)}


def test_every_entry_of_the_contents_is_built(toc):
    for entry in toc:
        assert (HTML / f"{entry}.html").exists(), entry


def test_every_link_inside_the_book_leads_somewhere(soups):
    broken = []
    known = {path.resolve(): anchors(soup) for path, soup in soups.items()}
    for path, soup in soups.items():
        for tag in soup.find_all("a", href=True):
            url = urlsplit(tag["href"])
            if url.scheme or url.netloc:
                continue
            target = (path.parent / unquote(url.path)).resolve() if url.path else path
            anchor = unquote(url.fragment)
            if not target.exists() or (
                anchor and anchor not in known.get(target, {anchor})
            ):
                broken.append((path.name, tag["href"]))
    assert not broken


def test_a_page_loads_nothing_from_another_host(soups):
    for path, soup in soups.items():
        for name, attribute in LOADING.items():
            for tag in soup.find_all(name, **{attribute: True}):
                assert not REMOTE.match(tag[attribute]), (path.name, str(tag)[:200])


def test_a_page_loads_only_files_that_exist(soups):
    for path, soup in soups.items():
        for name, attribute in LOADING.items():
            for tag in soup.find_all(name, **{attribute: True}):
                file = unquote(urlsplit(tag[attribute]).path)
                if file and not tag[attribute].startswith("data:"):
                    assert (path.parent / file).exists(), (path.name, file)


def test_style_sheets_load_nothing_from_another_host():
    for sheet in HTML.rglob("_static/**/*.css"):
        urls = re.findall(r"url\(\s*['\"]?([^)'\"]+)", sheet.read_text("utf-8"))
        assert not [url for url in urls if REMOTE.match(url)], sheet.name


def test_every_picture_is_described(soups):
    for path, soup in soups.items():
        for image in soup.find_all("img"):
            assert image.get("alt", "").strip(), (path.name, image.get("src"))


def test_every_page_has_a_language_a_title_and_one_main_heading(soups):
    for path, soup in soups.items():
        if soup.find("meta", attrs={"http-equiv": "Refresh"}):
            continue
        assert soup.html.get("lang") == "en", path.name
        assert soup.title.string.strip(), path.name
        assert len(soup.find("article").find_all("h1")) == 1, path.name


def test_no_formula_is_left_as_source(soups):
    for path, soup in soups.items():
        page = copy.copy(soup)  # the other tests read the whole of it
        for tag in page.find_all(["script", "style", "code", "pre"]):
            tag.decompose()
        for formula in page.find_all(class_="math"):
            formula.decompose()
        assert "$$" not in page.get_text(), path.name
        assert not re.search(r"\{(ref|eq|cite|term)[:\w]*\}`", page.get_text()), (
            path.name
        )


# What runs, and what stands without anything running ----------------------------------


def test_nothing_that_runs_stands_in_a_page(soups):
    """A strict content security policy then needs no exception."""
    for path, soup in soups.items():
        for script in soup.find_all("script"):
            data = script.get("type") == "application/json"
            assert data or script.get("src"), (path.name, str(script)[:120])
        for tag in soup.find_all(True):
            acts = [name for name in tag.attrs if name.startswith("on")]
            assert not acts, (path.name, str(tag)[:120])
            assert not tag.get("style"), (path.name, str(tag)[:120])
        assert not soup.find("style"), path.name


def test_no_mathjax_and_no_icon_font_is_asked_for(soups):
    for path, soup in soups.items():
        for tag in soup.find_all(["script", "link"]):
            file = (tag.get("src") or tag.get("href") or "").lower()
            assert not re.search(r"mathjax|awesome|jquery", file), (path.name, file)


def test_each_formula_keeps_its_latex(soups):
    # Those of exercises have what their author typed beside them, in the state.
    own = "math:not(.lessons-fallback math)"
    formulas = [math for soup in soups.values() for math in soup.select(own)]
    assert len(formulas) > 500
    for math in formulas:
        latex = math.find("annotation", encoding="application/x-tex")
        assert latex is not None, str(math)[:200]
        assert latex.get_text().strip(), str(math)[:200]
        assert not math.find("merror"), latex.get_text()


def test_each_numbered_formula_shows_its_number(soups):
    for path, soup in soups.items():
        for formula in soup.find_all("div", class_="math", id=re.compile("^equation-")):
            number = formula.find(class_="eqno")
            assert number, (path.name, formula["id"])
            assert re.match(r"\(\d+\)", number.get_text()), (path.name, formula["id"])


def test_every_font_is_named_once_and_is_small(pages):
    sheet = (HTML / "_static/site.css").read_text("utf-8")
    named = re.findall(r"url\(\"(fonts/[\w.-]+)\"\)", sheet)
    assert sorted(named) == sorted(set(named))
    sizes = [(HTML / "_static" / name).stat().st_size for name in named]
    assert sum(sizes) < 130_000, sizes


def test_the_style_sheet_keeps_every_class_of_the_figures():
    sheet = (HTML / "_static/site.css").read_text("utf-8")
    kept = set(re.findall(r"\.(lessons-[\w-]+)", sheet))
    assert kept == set(re.findall(r"\.(lessons-[\w-]+)", bundle.styles()))


# Pictures -----------------------------------------------------------------------------


def test_every_picture_knows_its_size_and_waits(soups):
    for path, soup in soups.items():
        for image in soup.find_all("img"):
            assert image.get("loading") == "lazy", (path.name, image.get("src"))
            assert int(image["width"]) > 0, (path.name, image.get("src"))
            assert int(image["height"]) > 0, (path.name, image.get("src"))


def test_only_a_page_with_a_widget_loads_the_figures_and_exercises(soups):
    for path, soup in soups.items():
        scripts = re.compile(r"/(lessons|practice)\.js")
        loaded = [s["src"] for s in soup.find_all("script", src=scripts)]
        widgets = {w["data-module"] for w in soup.find_all(class_="lessons-widget")}
        assert len(loaded) == bool(widgets), path.name
        # The scheduler comes where it is used only.
        assert ("practice.js" in f"{loaded}") == ("practice" in widgets), path.name


def test_no_list_claims_a_role_that_its_entries_do_not_have(soups):
    for path, soup in soups.items():
        for tag in soup.find_all(role="list"):
            assert tag.find(role="listitem"), (path.name, str(tag)[:120])


# Cells --------------------------------------------------------------------------------


def test_a_cell_that_only_shows_a_widget_shows_no_code(soups):
    for path, soup in soups.items():
        for widget in soup.find_all(class_="lessons-widget"):
            cell = widget.find_parent(class_="cell")
            if cell is None:  # in a page of text
                continue
            code = cell.find(class_="cell_input")
            said = code.get_text() if code else ""
            assert not code or ".check(" in said, (path.name, said)


def test_what_only_a_notebook_can_use_is_not_on_the_page(soups):
    shown = [
        code.get_text()
        for soup in soups.values()
        for code in soup.select("div.cell_input pre")
    ]
    assert len(shown) > 100
    assert not [code for code in shown if ".check(" in code or code.endswith("...\n")]


def test_no_page_begins_with_imports(soups):
    for path, soup in soups.items():
        first = soup.find(class_="cell_input")
        assert first is None or "plt.style.use" not in first.get_text(), path.name


def test_folds_are_the_browsers_own(soups):
    folds = [fold for soup in soups.values() for fold in soup.find_all("details")]
    assert folds
    for fold in folds:
        assert fold.find("summary").get_text().strip(), str(fold)[:200]


# What a page says of itself -----------------------------------------------------------


def test_every_page_describes_itself(soups):
    for path, soup in soups.items():
        if "search" in path.name or soup.find("meta", attrs={"http-equiv": "Refresh"}):
            continue
        said = soup.find("meta", attrs={"name": "description"})
        assert said, path.name
        assert 20 <= len(said["content"]) <= 165, (path.name, said["content"])


# The search ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def index():
    text = (HTML / "_static/search-index.js").read_text("utf-8")
    return json.loads(text.removeprefix("window.searchIndex=").strip().rstrip(";"))


def test_every_entry_of_the_search_leads_to_a_place(index):
    for page in index:
        known = anchors(
            BeautifulSoup((HTML / page["page"]).read_text("utf-8"), "html.parser")
        )
        for anchor, title, *_ in page["entries"]:
            assert title.strip(), (page["page"], anchor)
            assert not anchor or anchor in known, (page["page"], anchor)


def test_what_the_search_shows_is_prose(index):
    for page in index:
        for _, title, prose, *_ in page["entries"]:
            assert not re.search(r"\\[a-z]+\{|\$\$|\\frac", f"{title} {prose}"), title


@pytest.mark.parametrize(
    ("asked", "among", "wanted"),
    [
        ("chain rule", 1, "02_chain_rule.html"),
        ("overflow", 3, "01b_numbers.html#"),
        ("learning rate", 1, "03_perceptron.html#three-learning-rates"),
        ("sigmoid_derivative", 1, "activation.html#lessons_pkg.activation.sigmoid_der"),
        ("backpropagation", 1, "05_backprop.html"),
        ("cross-entropy", 3, "04_logistic_regression.html#"),
    ],
)
def test_the_search_finds(asked, among, wanted):
    script = (
        f'import {{ find, prepare }} from "{SEARCH.as_uri()}";'
        "globalThis.window = globalThis;"
        f'await import("{(HTML / "_static/search-index.js").as_uri()}");'
        f"const found = find(prepare(searchIndex), {json.dumps(asked)});"
        "console.log(JSON.stringify(found.map((entry) => entry.address)));"
    )
    deno = Path(sys.executable).with_name("deno")
    done = subprocess.run(
        [deno, "eval", "--no-config", "--ext=js", script],
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert any(wanted in address for address in found[:among]), found[:6]
