// Starts Decap, tidies what is saved, tells what a draft still lacks.
(() => {
  "use strict";
  const { CMS, JINGUO, JinguoPhotos } = window;
  if (JINGUO.local) localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: "proxy" }));

  // On a telephone form and preview take turns; the eye at the side changes them.
  if (matchMedia("(max-width: 50em)").matches && !localStorage.getItem("cms.right-pane")) {
    localStorage.setItem("cms.right-pane", "none");
  }

  const empty = (value) => value === undefined || value === null || value === ""
    || (value && value.toJS && value.size === 0) || (Array.isArray(value) && !value.length);
  const filled = (value) => (value && value.toJS ? value.map(filled).filter((each) => !empty(each)) : value);
  // Text from Word has one line end between paragraphs, and blanks before them; Markdown wants an empty line.
  const tidy = (body) => body.split("\n").map((line) => line.replace(/^[\u3000\u00a0]+/, "").trimEnd()).join("\n")
    .replace(/([。！？”…：；])\n(?=[^\n#>*\-|0-9 ])/g, "$1\n\n").replace(/\n{3,}/g, "\n\n").trim();

  CMS.registerEventListener({
    name: "preSave",
    handler: ({ entry }) => {
      const data = filled(entry.get("data"));
      const body = data.get("body");
      return typeof body === "string" ? data.set("body", tidy(body)) : data;
    },
  });

  const panel = document.createElement("details");
  panel.className = "jinguo-lacking";
  panel.hidden = true;
  const title = document.createElement("summary");
  const list = document.createElement("ul");
  panel.append(title, list);

  function show(found) {
    document.body.append(panel);
    title.textContent = found.length ? `送审之前还要看 ${found.length} 处` : "可以送审了：把状态改成“审核中”";
    list.replaceChildren(...found.map((each) => {
      const item = document.createElement("li");
      item.className = each.severity;
      item.textContent = `${each.message}${each.hint ? `：${each.hint}` : ""}（${each.rule}）`;
      return item;
    }));
    panel.hidden = false;
  }

  async function look() {
    const place = /^#\/collections\/(\w+)\/entries\/(.+)$/.exec(location.hash);
    panel.hidden = true;
    if (!place || !JINGUO.local) return;
    const asked = { collection: place[1], slug: decodeURIComponent(place[2]) };
    const answer = await fetch("/api/check", { method: "POST", body: JSON.stringify(asked) });
    if (answer.ok) {
      const found = await answer.json();
      if (found) show(found);
    }
  }

  if (JINGUO.local) {
    window.addEventListener("hashchange", look);
    CMS.registerEventListener({ name: "postSave", handler: () => { setTimeout(look, 600); } });
    const fetched = window.fetch.bind(window);
    // Decap shows why something was refused for eight seconds only; a person needs longer to read it.
    window.fetch = async (...asked) => {
      const answer = await fetched(...asked);
      if (!answer.ok && answer.status !== 404 && String(asked[0].url || asked[0]).endsWith("/api/v1")) {
        answer.clone().json().then((told) => JinguoPhotos.say(told.error), () => {});
      }
      return answer;
    };
  }
  CMS.init({ config: JINGUO.config });
  if (JINGUO.local) look();
})();
