import assert from "node:assert/strict";
import { powerOfTen } from "../../../lessons_pkg/interactive/static/figures/stepsize.js";

Deno.test("a power of ten has its exponent raised", () => {
  assert.equal(powerOfTen(0), "10⁰");
  assert.equal(powerOfTen("−16"), "10⁻¹⁶");
  assert.equal(powerOfTen(-7), "10⁻⁷");
});
