// What scripts add to pages that work without them: copying, a guard, files, live logs.
"use strict";

let guarded = document.querySelector("[data-leave-guard]") !== null;

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    const word = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = word; }, 1500);
  });
}

for (const element of document.querySelectorAll("[data-releases]")) {
  element.addEventListener("click", () => { guarded = false; });
}

addEventListener("beforeunload", (event) => {
  if (guarded) event.preventDefault();
});

// A secret must not come back from the browser's memory of pages.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

for (const box of document.querySelectorAll("[data-file-for]")) {
  box.hidden = false;
  box.querySelector("input").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file || file.size > 32768) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    // DER is no text; as base64 it passes through a form.
    const isDer = bytes[0] === 0x30 && bytes.some((byte) => byte > 0x7e);
    document.getElementById(box.dataset.fileFor).value = isDer
      ? btoa(String.fromCharCode(...bytes)) : new TextDecoder().decode(bytes);
  });
}

// A live log looks for news; it stands still while nobody looks, or somebody reads a row.
const live = document.querySelector("[data-live]");
if (live) {
  setInterval(async () => {
    if (document.hidden || live.contains(document.activeElement) || live.querySelector("[open]")) return;
    const answer = await fetch(location.href).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-live]");
    if (fresh) live.replaceChildren(...fresh.childNodes);
  }, 3000);
}

// Ctrl K opens the search in place: it shows the results of the page that it stands for.
const finder = document.querySelector("[data-palette]");
if (finder) {
  const dialog = document.createElement("dialog");
  dialog.className = "palette";
  dialog.setAttribute("aria-label", "Command palette");
  const box = document.createElement("input");
  box.type = "search";
  box.spellcheck = false;
  box.setAttribute("aria-label", "Search pages, applications, error codes and identifiers");
  const results = document.createElement("div");
  results.setAttribute("role", "status");
  dialog.append(box, results);
  document.body.append(dialog);
  let asked = 0;
  const look = async () => {
    const turn = ++asked;
    const answer = await fetch(`${finder.href}?q=${encodeURIComponent(box.value)}`).catch(() => null);
    if (turn !== asked || !answer || !answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("[data-results]");
    results.replaceChildren(found || "No results");
  };
  const open = () => { dialog.showModal(); box.value = ""; look(); };
  finder.querySelector("kbd").hidden = false;
  finder.addEventListener("click", (event) => { event.preventDefault(); open(); });
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      if (!dialog.open) open();
    }
  });
  box.addEventListener("input", look);
  dialog.addEventListener("keydown", (event) => {
    const stops = [box, ...results.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
    } else if (event.key === "Enter" && at === 0 && stops.length > 1) {
      event.preventDefault();
      stops[1].click();
    }
  });
}
