// Reads formulas as JSON, writes each as MathML, or what is wrong with it.

import temml from "temml";

const formulas = JSON.parse(await new Response(Deno.stdin.readable).text());

const answers = formulas.map(({ latex, display }) => {
  try {
    return {
      mathml: temml.renderToString(latex, {
        displayMode: display,
        annotate: true,
        throwOnError: true,
        strict: true,
      }),
    };
  } catch (error) {
    return { error: error.message };
  }
});

console.log(JSON.stringify(answers));
