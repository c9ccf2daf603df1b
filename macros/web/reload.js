// Only in `make serve`: waits for news, shows what is wrong on the page, loads the page anew after a build.
const from = new URL(import.meta.url).origin;
let seen = null;

function show(findings) {
  document.getElementById("findings")?.remove();
  if (!findings.length) return;
  const box = document.createElement("div");
  box.id = "findings";
  box.role = "alert";
  box.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:50vh;overflow:auto;z-index:99;padding:1rem;background:#7a1f1f;color:#fff;font:14px/1.5 monospace;white-space:pre-wrap";
  box.textContent = findings.join("\n");
  document.body.append(box);
}

for (;;) {
  try {
    const { version, findings } = await (await fetch(`${from}/-/news?after=${seen ?? 0}`)).json();
    if (seen !== null && version !== seen && !findings.length) location.reload();
    show(findings);
    seen = version;
  } catch {
    await new Promise((wait) => setTimeout(wait, 500)); // the server starts anew
  }
}
