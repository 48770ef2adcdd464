const place = document.getElementById("said");

/** Says something at the edge of the window, to the eye and to screen readers. */
export function say(text, isFault = false) {
  place.textContent = text;
  place.className = isFault ? "said shown fault" : "said shown";
  clearTimeout(say.timer);
  say.timer = setTimeout(() => place.classList.remove("shown"), isFault ? 8000 : 3000);
}

/** Lets the person act. Resolves to the answer, or to null when the act was refused, which is said. */
export async function act(what) {
  const response = await fetch("/preview/acts", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Preview": "1" },
    body: JSON.stringify(what),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    say(answer.message ?? `Refused (${response.status}).`, true);
    return null;
  }
  return answer;
}
