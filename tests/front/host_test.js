import assert from "node:assert/strict";
import { PageModel } from "../../lessons_pkg/interactive/static/host.js";

Deno.test("a model tells its listeners of a change, and only of a change", () => {
  const model = new PageModel({ z: 1, other: 0 });
  let heard = 0;
  const listener = () => heard++;
  model.on("change:z", listener);
  model.set("z", 1);
  model.set("other", 2);
  assert.equal(heard, 0);
  model.set("z", 2);
  model.save_changes();
  assert.deepEqual([heard, model.get("z")], [1, 2]);
  model.off("change:z", listener);
  model.set("z", 3);
  assert.deepEqual([heard, model.get("z")], [1, 3]);
});
