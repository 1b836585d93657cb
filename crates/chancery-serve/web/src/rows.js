// The rows of a listing, from the same JSON that the API gives to everybody.

/** All rows at an address, page after page, up to the number that its own `limit` and `MOST` allow. */
const MOST = 5000;

export async function rows(address) {
  const isCut = new URL(address, location.href).searchParams.get("limit") !== "1000";
  const all = [];
  for (let next = address; next && all.length < MOST; ) {
    const answer = await fetch(next, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const page = await answer.json();
    all.push(...page.rows);
    next = isCut ? null : page.next;
  }
  return all;
}
