// Reads scripts as JSON, name to text, and writes the same without what only people read.

import { minify } from "terser";

const scripts = JSON.parse(await new Response(Deno.stdin.readable).text());
const short = {};
for (const [name, text] of Object.entries(scripts)) {
  short[name] = (await minify(text, { ecma: 2020 })).code;
}
console.log(JSON.stringify(short));
