// Reads ts-fsrs's module as JSON and writes what we use of it, in lines that can be read,
// as one constant, which is all that the joiner of our files takes.

import { minify } from "terser";

const text = JSON.parse(await new Response(Deno.stdin.readable).text());
const given = /^export \{[^}]*\};/m;
if (!given.test(text)) {
  throw new Error("ts-fsrs exports in another way than before");
}
const wanted = "export const scheduling = { createEmptyCard, fsrs };";
const { code } = await minify(text.replace(given, wanted), {
  module: true,
  ecma: 2020,
  compress: { passes: 2, unused: true, pure_getters: true },
  format: { comments: false, max_line_len: 80 },
});
console.log(JSON.stringify(code));
