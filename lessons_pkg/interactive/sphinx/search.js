// Finds sections, words of the glossary and names of the package by what stands in them.
// The index is a script beside this one, so that the search works from the disk as well.

/** Words without accents, upper case and endings, so that "slopes" finds "slope". */
export function words(text) {
  const plain = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return plain.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

export function stem(word) {
  if (word.length < 4 || word.includes("_")) return word;
  return word
    .replace(/(ss|us|is)$/, "$1\u0000")
    .replace(/ies$/, "y")
    .replace(/(ing|ed|es|s|e)$/, "")
    .replace("\u0000", "");
}

const KINDS = { page: 1.3, text: 1, word: 0.8, code: 0.55 };

/** The index as it is searched: for each entry the stems of its title, prose and code. */
export function prepare(index) {
  const entries = [];
  for (const [i, { page, title: chapter, entries: found }] of index.entries()) {
    // Of two chapters that speak of it, the first one explains it.
    const early = 1.1 - 0.2 * i / index.length;
    for (const [anchor, title, prose, code, kind] of found) {
      entries.push({
        address: anchor ? `${page}#${anchor}` : page,
        chapter,
        title,
        prose,
        kind,
        early,
        inTitle: words(title).map(stem),
        inProse: words(prose).map(stem),
        inCode: words(code).map(stem),
      });
    }
  }
  return entries;
}

const count = (list, wanted, whole) =>
  list.filter((word) => whole ? word === wanted : word.startsWith(wanted))
    .length;

function phrase(list, wanted) {
  return list.some((_, at) => wanted.every((word, i) => list[at + i] === word));
}

/** What one entry is worth for these stems, or 0 where one of them is missing. */
function worth(entry, wanted, rarity) {
  let sum = 0;
  for (const word of wanted) {
    const title = 6 * Math.min(count(entry.inTitle, word, true), 1) +
      2 * Math.min(count(entry.inTitle, word, false), 1);
    const often = count(entry.inProse, word, true) +
      0.4 * count(entry.inProse, word, false) +
      0.3 * count(entry.inCode, word, false);
    const length = 0.6 + 0.4 * entry.inProse.length / 150;
    const value = title + 2.2 * often / (often + 1.2 * length);
    if (!value) return 0;
    sum += value * rarity.get(word);
  }
  if (wanted.length > 1) {
    if (phrase(entry.inTitle, wanted)) sum *= 2;
    else if (phrase(entry.inProse, wanted)) sum *= 1.3;
  }
  // A title that says nothing else is what was asked for.
  const said = wanted.filter((word) => entry.inTitle.includes(word)).length;
  sum *= 1 + 0.6 * said / Math.max(entry.inTitle.length, 1);
  return sum * KINDS[entry.kind] * entry.early;
}

export function find(entries, query) {
  const wanted = [...new Set(words(query).map(stem))];
  if (!wanted.length) return [];
  const rarity = new Map(wanted.map((word) => {
    const having = entries.filter(({ inTitle, inProse, inCode }) =>
      [inTitle, inProse, inCode].some((list) =>
        count(list, word, false)
      )
    ).length;
    return [word, Math.log(1 + entries.length / (1 + having))];
  }));
  return entries
    .map((entry) => ({ entry, worth: worth(entry, wanted, rarity) }))
    .filter((found) => found.worth)
    .sort((a, b) => b.worth - a.worth)
    .map(({ entry }) => entry);
}

/** The part of an entry's prose around the first place where most was found. */
export function excerpt(prose, query, length = 190) {
  const wanted = words(query).map(stem);
  const places = [...prose.matchAll(/[\p{L}\p{N}_]+/gu)]
    .filter(([word]) =>
      wanted.some((want) => stem(words(word)[0] ?? "").startsWith(want))
    )
    .map(({ index }) => index);
  let best = 0;
  let most = 0;
  for (const place of places) {
    const near = places.filter((other) =>
      other >= place && other < place + length
    ).length;
    if (near > most) [best, most] = [place, near];
  }
  let from = Math.max(0, best - 60);
  if (from) from = prose.indexOf(" ", from) + 1;
  let to = Math.min(prose.length, from + length);
  if (to < prose.length) to = prose.lastIndexOf(" ", to);
  return `${from ? "… " : ""}${prose.slice(from, to)}${
    to < prose.length ? " …" : ""
  }`;
}

/** Text with what was searched for marked, as nodes. */
function marked(text, query) {
  const wanted = words(query).map(stem);
  const parts = text.split(/([\p{L}\p{N}_]+)/u);
  return parts.map((part) => {
    const hit = wanted.some((want) =>
      stem(words(part)[0] ?? "").startsWith(want)
    );
    if (!hit || !part) return part;
    const mark = document.createElement("mark");
    mark.textContent = part;
    return mark;
  });
}

function element(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}

const SHOWN = 30;

function show(entries, query) {
  const said = document.querySelector(".search-said");
  const list = document.querySelector(".search-found");
  const found = find(entries, query);
  list.replaceChildren();
  if (!words(query).length) {
    said.textContent = "";
    return;
  }
  const number = found.length > SHOWN
    ? `The best ${SHOWN} of ${found.length}`
    : found.length;
  said.textContent = found.length
    ? `${number} ${found.length === 1 ? "place" : "places"} for “${query}”`
    : `Nothing was found for “${query}”. A shorter or another word may do.`;
  for (const entry of found.slice(0, SHOWN)) {
    const link = element("a", "", ...marked(entry.title, query));
    link.href = entry.address;
    const where = entry.chapter === entry.title
      ? []
      : [element("span", "", entry.chapter)];
    const text = entry.prose
      ? [element("p", "", ...marked(excerpt(entry.prose, query), query))]
      : [];
    list.append(element("li", "", link, ...where, ...text));
  }
}

if (globalThis.document?.querySelector("form.search")) {
  const entries = prepare(globalThis.searchIndex);
  const input = document.querySelector("form.search input");
  const update = () => show(entries, input.value.trim());
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", () => {
    const address = new URL(location.href);
    address.searchParams.set("q", input.value.trim());
    try {
      history.replaceState(null, "", address);
    } catch { /* a page from the disk keeps its address */ }
    update();
  });
  document.querySelector("form.search").addEventListener("submit", (event) => {
    event.preventDefault();
    update();
  });
  update();
}
