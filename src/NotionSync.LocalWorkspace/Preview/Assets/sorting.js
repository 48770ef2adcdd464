/** A click on a column's head sorts by it, a second one the other way, a third one not at all. */
export function startSorting() {
  document.addEventListener("click", (event) => {
    const head = event.target.closest("button[data-sort]");
    if (!head || !head.closest("main > .database")) {
      return;
    }
    const address = new URL(location.href);
    const now = address.searchParams.get("sort");
    const column = head.dataset.sort;
    if (now === `-${column}`) {
      address.searchParams.delete("sort");
    } else {
      address.searchParams.set("sort", now === column ? `-${column}` : column);
    }
    location.href = address;
  });
}
