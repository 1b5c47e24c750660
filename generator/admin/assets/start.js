// Starts Decap, tells what a draft still lacks, and what goes wrong between page and server.
(() => {
  "use strict";
  const { CMS, JINGUO, JinguoPhotos, JinguoSaving } = window;
  const STOPPED = "连不上这台电脑上的 jinguo admin：它可能已经停了。您写的字还在这一页里，不要关。"
    + "请在登记册的文件夹里再运行一次 jinguo admin，等新的一页打开，再回到这里按保存。";
  if (JINGUO.local) {
    localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: "proxy" }));
    // The server refuses a page that has not seen what another one has saved.
    const name = Array.from(crypto.getRandomValues(new Uint8Array(12)), (each) => each.toString(16).padStart(2, "0")).join("");
    JINGUO.window = name;
    JINGUO.config.backend.proxy_url += `?window=${name}`;
  }

  // On a telephone form and preview take turns; the eye at the side changes them. Only there: the choice is kept.
  const narrow = matchMedia("(max-width: 50em)").matches;
  if (narrow) localStorage.setItem("cms.right-pane", "none");
  else if (localStorage.getItem("cms.right-pane") === "none") localStorage.removeItem("cms.right-pane");

  const panel = document.createElement("details");
  panel.className = "jinguo-lacking";
  panel.hidden = true;
  const title = document.createElement("summary");
  const list = document.createElement("div");
  panel.append(title, list);
  const made = (tag, text, className) => Object.assign(document.createElement(tag), { textContent: text, className: className || "" });
  const place = () => /^#\/collections\/(\w+)\/entries\/([^?]+)/.exec(location.hash);
  const unsaved = () => document.body.textContent.includes("含未保存的修改");

  async function mend(asked) {
    if (unsaved()) { JinguoPhotos.say("还有没保存的修改，请先保存，再按“自动改好”。"); return; }
    JinguoSaving.hold("正在自动改……");
    try {
      const answer = await fetch(`/api/mend?window=${JINGUO.window}`, { method: "POST", body: JSON.stringify(asked) });
      if (answer.ok) location.reload();
      else JinguoPhotos.say((await answer.json()).error);
    } finally {
      JinguoSaving.release();
    }
  }

  function grouped(told) {
    const places = new Map();
    for (const each of told) places.set(each.place, [...(places.get(each.place) || []), each]);
    return [...places].flatMap(([where, those]) => {
      const items = document.createElement("ul");
      items.append(...those.map((each) => made("li", `${each.text}（${each.rule}）`, each.severity)));
      return [made("h3", where || "整篇"), items];
    });
  }

  function show({ told, mendable, status }, asked) {
    document.body.append(panel);
    const must = told.filter((each) => each.severity === "error").length;
    const ready = status === "draft" ? "可以送审了：把状态改成“审核中”" : "已经送审，没有发现问题";
    title.textContent = told.length ? `送审之前还要看 ${told.length} 处${must ? `（必须改 ${must} 处）` : ""}` : ready;
    list.replaceChildren(...grouped(told));
    if (mendable) {
      const button = made("button", "自动改好标点、日期这些");
      button.type = "button";
      button.addEventListener("click", () => mend(asked));
      list.prepend(button);
    }
    panel.hidden = false;
  }

  // In the lists there are published things only: whoever looks for what she wrote yesterday is told where it is.
  function point() {
    if (!JINGUO.drafts || !/^#\/collections\/\w+$/.test(location.hash)) return;
    document.body.append(panel);
    title.textContent = `没有发布的 ${JINGUO.drafts} 篇在“草稿和审核”里`;
    list.replaceChildren(Object.assign(made("a", "去看草稿"), { href: "#/workflow" }));
    panel.hidden = false;
  }

  async function look() {
    const found = place();
    panel.hidden = true;
    if (!JINGUO.local) return;
    if (!found) { point(); return; }
    const asked = { collection: found[1], slug: decodeURIComponent(found[2]) };
    const answer = await fetch("/api/check", { method: "POST", body: JSON.stringify(asked) });
    const told = answer.ok ? await answer.json() : null;
    const now = place();
    if (told && now && now[2] === found[2]) show(told, asked);
  }

  if (JINGUO.local) {
    window.addEventListener("hashchange", () => { look().catch(() => {}); });
    CMS.registerEventListener({ name: "postSave", handler: () => { setTimeout(() => look().catch(() => {}), 600); } });
    const fetched = window.fetch.bind(window);
    const sent = (init) => { try { return JSON.parse(init.body).action; } catch { return ""; } };
    // Decap shows why something was refused for eight seconds only; a person needs longer to read it.
    window.fetch = async (address, init) => {
      const where = String(address.url || address);
      const ours = where.includes("/api/");
      let answer;
      try {
        answer = await fetched(address, init);
      } catch (error) {
        if (!ours) throw error;
        JinguoSaving.fail();
        JinguoPhotos.say(STOPPED);
        throw new Error("连不上 jinguo admin");
      }
      if (!where.includes("/api/v1")) return answer;
      const action = sent(init || {});
      if (!answer.ok && answer.status !== 404) {
        JinguoSaving.fail();
        answer.clone().json().then((told) => JinguoPhotos.say(told.error), () => {});
      } else if (answer.ok && action === "updateUnpublishedEntryStatus" && place()) {
        // The page goes on with the state that it had loaded; loaded anew it tells the real one.
        JinguoSaving.hold("状态已改，正在刷新……");
        setTimeout(() => location.reload(), 700);
      } else if (answer.ok && action === "persistEntry") {
        JINGUO.drafts = JINGUO.drafts || 1;
      }
      return answer;
    };
  }
  if (JINGUO.drafts && !location.hash.replace(/^#\/?/, "")) {
    // Decap opens the first list; whoever has drafts is here because of them.
    const once = () => {
      if (!/^#\/collections\/\w+$/.test(location.hash)) return;
      window.removeEventListener("hashchange", once);
      location.hash = "#/workflow";
    };
    window.addEventListener("hashchange", once);
    setTimeout(() => window.removeEventListener("hashchange", once), 5000);
  }
  CMS.init({ config: JINGUO.config });
  if (JINGUO.local) look().catch(() => {});
})();
