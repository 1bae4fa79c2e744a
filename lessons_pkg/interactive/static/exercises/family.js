// A family is one exercise with other numbers. Of its members the page is sent the
// first whole and the others by what differs: a second exercise/family.py.

/** The specification of every member; an exercise without given values is its own. */
export function membersOf({ members = [], ...first }) {
  return [first, ...members.map((changes) => changed(first, changes))];
}

/** Plain data with changes, by place; a list holds what takes the whole place. */
function changed(value, changes) {
  if (Array.isArray(changes)) return changes[0];
  const copy = Array.isArray(value) ? [...value] : { ...value };
  for (const [place, change] of Object.entries(changes)) {
    copy[place] = changed(value[place], change);
  }
  return copy;
}
