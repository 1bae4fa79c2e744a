"""The pages' last touch: light, whole without scripts, and nothing inline that runs.

Every style sheet is joined into one file, less what no page uses; the scripts, but for
those of the figures and exercises, into another. Pictures know their size and wait
until they come near the screen.
"""

import hashlib
import html
import json
import os
import re
import shutil
import struct
from itertools import pairwise
from pathlib import Path

import tinycss2
from docutils import nodes
from PIL import Image

from .. import bundle
from . import deno, fonts, launch, scheduler
from .apart import move_exercises

HERE = Path(__file__).parent
#: Scripts that this book's pages have no use for. Furo's asks every heading of the page
#: where it is, which lays out all that content-visibility leaves alone.
UNUSED = ("doctools.js", "sphinx_highlight.js", "scripts/furo.js")
#: As many whole sentences as a description has room for.
SENTENCE = re.compile(r"^.{60,158}?[.?!:](?=\s|$)", re.DOTALL)


def _configure(app, config):
    """Take the address of the site, where it will have one, from the environment."""
    if address := launch.address("BOOK_URL"):
        config.html_baseurl = address + "/"


def _prepare(app):
    builder = app.builder
    if builder.format != "html":
        return
    scheduler.write(app.confdir)
    builder.joined = {"css": {}, "js": {}, "pictures": set()}
    # Furo's own setting, which is not known yet where _config.yml is read.
    app.config.pygments_dark_style = "a11y-high-contrast-dark"
    builder.search = False  # the search page and its index are search.py's


# The page, before the template is filled ----------------------------------------------


def _finish(app, pagename, templatename, context, doctree):
    body = context.get("body", "")
    body = body.replace('<div role="list" class="citation-list">', "<div>")
    body = _IMAGE.sub(lambda found: _image(app, pagename, found), body)
    body = _CODE.sub(lambda found: found[1] + lines(found[2]), body)
    body = _SCROLLS.sub(r'<\1 tabindex="0"', body)
    # Furo names its captions headings without saying of which level.
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = tree.replace(' role="heading"', "")
    context["body"] = _STOP.sub(r'<span class="kept">\1\2</span>', body)
    context["description"] = _description(context, doctree)
    context["html_baseurl"] = app.config.html_baseurl
    kinds = set(_KIND.findall(body))
    apart = bool(kinds & bundle.APART)
    _join(app, context, "practice.js" if apart else kinds and "lessons.js")


_KIND = re.compile(r'class="lessons-widget" data-module="(\w+)"')
_IMAGE = re.compile(r"<img\b[^>]*>")
_SRC = re.compile(r'\bsrc="([^"]+)"')
#: A formula and the punctuation after it, between which no line may break.
_STOP = re.compile(
    r'(<span class="math">(?:(?!</span>).)*</span>)([.,;:!?)’”]+|’?s\b)', re.DOTALL
)
_SCROLLS = re.compile(r"<(pre)(?=>)")
#: A program, as Pygments marks it up.
_CODE = re.compile(
    r'(<div class="highlight-i?python3? [^"]*"><div class="highlight"><pre>)(.*?)'
    "(?=</pre>)",
    re.DOTALL,
)


def lines(code):
    """Wrap each line of marked code, so that a long one can go on below, indented."""
    open_tags, wrapped = [], []
    for line in code.removesuffix("\n").split("\n"):
        start = "".join(open_tags)
        for tag in re.findall(r"</?span[^>]*>", line):
            if tag.startswith("</"):
                open_tags.pop()
            else:
                open_tags.append(tag)
        ends = "</span>" * len(open_tags)
        wrapped.append(f'<span class="line">{start}{line}\n{ends}</span>')
    return "".join(wrapped)


def _image(app, pagename, found):
    tag = found[0]
    source = _source(app, pagename, _SRC.search(tag))
    size = source and size_of(source)
    if size and "width=" not in tag:
        tag = tag.replace("<img", '<img width="{}" height="{}"'.format(*size), 1)
    if source and source.suffix == ".png":
        name = app.builder.images[str(source.relative_to(app.srcdir))]
        app.builder.joined["pictures"].add(name)
        tag = tag.replace(name, f"{Path(name).stem}.webp")
    return tag.replace("<img", '<img loading="lazy" decoding="async"', 1)


def _source(app, pagename, src):
    """Return the file that becomes the image at `src` of the built book."""
    name = Path(src[1]).name if src else ""
    for source, built in app.builder.images.items():
        if built == name:
            return Path(app.srcdir) / source
    return None


def size_of(path):
    """Return the width and height in CSS pixels that a PNG or an SVG is drawn for."""
    if path.suffix == ".svg":
        box = re.search(
            r'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"', path.read_text("utf-8")
        )
        return box and tuple(round(float(side)) for side in box.groups())
    if path.suffix != ".png":
        return None
    data = path.read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    # Dots per metre, where the file says so: a picture for 192 dots per inch is drawn
    # at half its pixels.
    at = data.find(b"pHYs", 0, 4096)
    per_metre = struct.unpack(">I", data[at + 4 : at + 8])[0] if at > 0 else 0
    scale = 96 / (per_metre * 0.0254) if per_metre else 1
    return round(width * scale), round(height * scale)


def _description(context, doctree):
    """Return the page's own description, or its first sentences."""
    meta = context.get("meta") or {}
    text = meta.get("description", "")
    if not text and doctree is not None:
        for paragraph in doctree.findall(nodes.paragraph):
            if isinstance(paragraph.parent, nodes.section):
                text = " ".join(paragraph.astext().split())
                break
        else:
            text = f"{context['title']}: {' '.join(doctree.astext().split()[1:])}"
    if len(text) > 160:
        end = SENTENCE.match(text)
        text = end[0] if end else text[:157].rsplit(" ", 1)[0] + " …"
    return html.escape(text)


def _join(app, context, widgets):
    """Have one style sheet and few scripts in place of the many that were asked for.

    `widgets` is the name of the widgets' script, if the page has any.
    """
    joined = app.builder.joined
    joined["colours"] = [_colours(context, theme) for theme in ("light", "dark")]
    for sheet in sorted(context["css_files"], key=_priority):
        joined["css"].setdefault(_name(sheet))
    for script in sorted(context["script_files"], key=_priority):
        if _name(script) not in UNUSED:
            joined["js"].setdefault(_name(script))
    context["site_scripts"] = ["site.js", *([widgets] if widgets else [])]


def _priority(asset):
    return getattr(asset, "priority", 500)


def _name(asset):
    return os.fspath(getattr(asset, "filename", asset)).removeprefix("_static/")


# The book, after every page is written ------------------------------------------------


def _write(app, error):
    if error is not None or app.builder.format != "html":
        return
    outdir = Path(app.outdir)
    static = outdir / "_static"
    pages = {path: path.read_text("utf-8") for path in sorted(outdir.rglob("*.html"))}
    texts, inline = move_styles(pages)
    exercises = move_exercises(texts, static)
    _map_the_site(app, outdir)
    _lighten_pictures(app, outdir / "_images")
    own, apart = bundle.book_script(), bundle.book_script(apart=True)
    names = [*(static / name for name in app.builder.joined["js"]), HERE / "page.js"]
    scripts = [path.read_text("utf-8") for path in names]
    pages = {path.relative_to(outdir).as_posix(): t for path, t in texts.items()}
    scripts.append(bundle.page_script(progress_of(pages)))
    site = ";\n".join(scripts)
    search = re.sub("^export ", "", (HERE / "search.js").read_text("utf-8"), flags=re.M)
    written = {
        "lessons.js": own,
        "practice.js": apart,
        "search.js": f"(() => {{{search}}})();",
        "site.js": site,
        **{name: (HERE / name).read_text("utf-8") for name in ("fonts.js", "theme.js")},
    }
    short = deno.run(app.confdir, HERE / "minify.js", written)
    for name, text in short.items():
        (static / name).write_text(text, "utf-8")
    faces = fonts.write(app, static / "fonts", [*texts.values(), apart, exercises])
    sheets = {
        name: (static / name).read_text("utf-8") for name in app.builder.joined["css"]
    }
    sheets["styles/furo.css"] = _narrower(sheets["styles/furo.css"])
    temml = Path(app.confdir) / "node_modules/temml/dist/Temml-STIX2.css"
    formulas = re.sub(r"@font-face\s*\{[^}]*\}", "", temml.read_text("utf-8"))
    formulas = formulas[: formulas.index("/* flex-wrap for line-breaking")]
    book = sheets.pop("book.css")
    themes = _themes(*app.builder.joined["colours"])
    figures = bundle.styles()
    parts = [faces, *sheets.values(), figures, formulas, themes, book, inline]
    # A figure may make up the name of a class, so its sheets count as uses, too.
    uses = [*texts.values(), *scripts, apart, exercises, search, figures]
    used = set(re.findall(r"[\w-]+", "\n".join(uses)))
    site = lighten("\n".join(parts), used)
    (static / "site.css").write_text(site, "utf-8")
    _version(texts, static)


_WIDGET = re.compile(
    r'<div class="lessons-widget" data-module="(\w+)">\s*'
    r'<script type="application/json">(.*?)</script>',
    re.DOTALL,
)


def progress_of(pages):
    """Return which exercises stand on which of the pages, and where the progress does.

    Those that are written in code are apart, because only a notebook can check them.
    """
    exercises, progress = {}, ""
    for page, text in pages.items():
        widgets = [(kind, json.loads(state)) for kind, state in _WIDGET.findall(text)]
        specs = [state["spec"] for kind, state in widgets if kind == "exercise"]
        if specs:
            code = [spec["id"] for spec in specs if spec["kind"] == "code"]
            here = [spec["id"] for spec in specs if spec["kind"] != "code"]
            exercises[page] = [here, code]
        if any(kind == "progress" for kind, _ in widgets):
            progress = page
    return {"exercises": exercises, "progress": progress}


def _lighten_pictures(app, folder):
    """Keep each PNG as WebP: the same pixels in less than half of the bytes."""
    cache = Path(app.outdir).parent / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    for name in sorted(app.builder.joined["pictures"]):
        source = folder / name
        if source.exists():
            digest = hashlib.sha256(source.read_bytes()).hexdigest()[:16]
            kept = cache / f"picture-{digest}.webp"
            if not kept.exists():
                Image.open(source).save(
                    kept, "WEBP", lossless=True, quality=100, method=6
                )
            shutil.copy(kept, source.with_suffix(".webp"))
            source.unlink()


def _extra_pages(app):
    """Name the page for an address that does not exist; it needs the site's own."""
    if app.builder.format == "html" and app.config.html_baseurl:
        yield "404", {"title": "This page does not exist"}, "404.html"


def _map_the_site(app, outdir):
    """Write the list of pages that a search engine reads."""
    if not app.config.html_baseurl:
        return
    pages = sorted(app.env.found_docs)
    places = [
        f"{app.config.html_baseurl}{app.builder.get_target_uri(page)}" for page in pages
    ]
    listed = "".join(
        f"<url><loc>{html.escape(place)}</loc></url>\n" for place in places
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    (outdir / "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="{space}">\n{listed}</urlset>\n',
        "utf-8",
    )


def _colours(context, theme):
    """Return the variables that Furo would have written into every page."""
    code = context["furo_pygments"][theme]
    colours = {
        "color-code-foreground": code["foreground"],
        "color-code-background": "var(--color-inline-code-background)",
        **(context[f"theme_{theme}_css_variables"] or {}),
    }
    return "".join(f"--{name}:{value};" for name, value in colours.items())


def _themes(light, dark):
    """Return the rules for both themes; on paper it is the light one."""
    return (
        f"body{{{light}}}@media not print{{"
        f'body[data-theme="dark"]{{{dark}}}'
        f"@media (prefers-color-scheme:dark){{"
        f'body:not([data-theme="light"]){{{dark}}}}}}}'
    )


#: Furo's widths, in em, all less this much: the column is narrower here, so that the
#: contents stand beside it on a laptop.
WIDTHS = re.compile(r"\b(97|82|67|63|48|46)em\b")
NARROWER = 4


def _narrower(sheet):
    return WIDTHS.sub(lambda width: f"{int(width[1]) - NARROWER}em", sheet)


def _version(texts, static):
    """Name each file of our own with its content, so that no old copy is taken."""
    for path, text in texts.items():

        def stamp(found):
            digest = hashlib.sha256((static / found[1]).read_bytes()).hexdigest()[:8]
            return f"_static/{found[1]}?v={digest}"

        path.write_text(re.sub(r"_static/([\w.-]+)\?v=this", stamp, text), "utf-8")


_STYLE = re.compile(r"<style>(.*?)</style>\s*", re.DOTALL)
_STYLED = re.compile(r'(<[a-zA-Z][^<>]*?)\sstyle="([^"]*)"([^<>]*>)')


def move_styles(pages):
    """Return pages without a style of their own, and the style sheet that has it all.

    A strict policy then needs no exception for styles. Each text of a style attribute
    becomes a class, which is as important as the attribute was.
    """
    names, blocks, moved = {}, {}, {}

    def by_class(found):
        before, style, after = found.groups()
        name = names.setdefault(html.unescape(style), f"as-{len(names)}")
        tag = before + after
        if ' class="' in tag:
            return tag.replace(' class="', f' class="{name} ', 1)
        return f'{before} class="{name}"{after}'

    for path, page in pages.items():
        blocks |= dict.fromkeys(_STYLE.findall(page))
        moved[path] = _STYLED.sub(by_class, _STYLE.sub("", page))
    rules = [
        f".{name}{{{';'.join(f'{part.strip()}!important' for part in parts)}}}"
        for style, name in names.items()
        if (parts := [part for part in style.split(";") if part.strip()])
    ]
    return moved, "\n".join([*blocks, *rules])


# Style sheets -------------------------------------------------------------------------


def lighten(sheet, used):
    """Return a style sheet less comments, classes not in `used` and idle variables."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    lighter = "\n".join(filter(None, (_rule(rule, used) for rule in rules)))
    before = ""
    while (
        lighter != before
    ):  # a variable that nobody asks for may have asked for others
        before, asked = lighter, used | set(re.findall(r"var\(\s*(--[\w-]+)", lighter))
        lighter = _VARIABLE.sub(
            lambda it, on=asked: it[0] if it[1] in on else "", before
        )
    return lighter


#: A variable of a style sheet, but for those that the figures' scripts read by name.
_VARIABLE = re.compile(
    r"""(?<=[{;\s])(--(?!lessons-)[\w-]+)\s*:(?:[^;{}"'()]|"[^"]*"|'[^']*'
    |\((?:[^()"']|"[^"]*"|'[^']*'|\([^()]*\))*\))*(?:;|(?=\}))\s*""",
    re.VERBOSE,
)


def _rule(rule, used):
    if rule.type == "qualified-rule":
        kept = [part for part in _selectors(rule.prelude) if _classes(part) <= used]
        content = _tight(rule.content)
        selectors = ",".join(_tight(part) for part in kept)
        return f"{selectors}{{{content}}}" if kept and content else ""
    if rule.type == "error":
        raise ValueError(f"A style sheet that cannot be read: {rule.message}")
    head = f"@{rule.at_keyword} {_tight(rule.prelude)}"
    if rule.content is None:
        return f"{head};"
    if rule.lower_at_keyword in ("media", "supports", "container", "layer"):
        inside = tinycss2.parse_rule_list(
            rule.content, skip_comments=True, skip_whitespace=True
        )
        content = "".join(filter(None, (_rule(each, used) for each in inside)))
        return f"{head}{{{content}}}" if content else ""
    return f"{head}{{{_tight(rule.content)}}}"


def _selectors(prelude):
    """Divide a list of selectors at its commas."""
    parts = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _classes(selector):
    """Return the classes that an element must have, not those in :not() or :is()."""
    pairs = pairwise(selector)
    return {
        name.value
        for dot, name in pairs
        if dot.type == "literal" and dot.value == "." and name.type == "ident"
    }


def _tight(tokens):
    tokens = [token for token in tokens if token.type != "comment"]
    return re.sub(r"\s+", " ", tinycss2.serialize(tokens)).strip()


def setup(app):
    """Register what this module does, after all that asks for files of its own."""
    app.connect("config-inited", _configure)
    app.connect("builder-inited", _prepare)
    app.connect("html-collect-pages", _extra_pages)
    app.connect("html-page-context", _finish, priority=900)
    app.connect("build-finished", _write, priority=900)
    app.config.templates_path.append(str(HERE / "templates"))
