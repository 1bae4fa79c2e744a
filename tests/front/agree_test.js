import { agreeOn } from "./agree.js";

Deno.test("the page agrees with Python on the shared examples", () => {
  agreeOn(new URL("vectors.json", import.meta.url));
});
