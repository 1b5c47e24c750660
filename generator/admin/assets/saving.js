// While something is saved: what is sent is tidied and looked at, and nobody types into what will be loaded anew.
(() => {
  "use strict";
  const { CMS, JINGUO, JinguoPhotos, JinguoPersonal } = window;
  const MOST = 120000;

  const bar = document.createElement("div");
  bar.className = "jinguo-bar";
  bar.setAttribute("role", "status");
  bar.hidden = true;
  let began = 0;
  let done = false;
  let failed = false;
  let focus = null;

  function hold(text) {
    const root = document.getElementById("nc-root");
    focus = document.activeElement;
    began = Date.now();
    bar.textContent = text;
    bar.hidden = false;
    document.body.append(bar);
    if (root) root.inert = true;
  }

  function release() {
    const root = document.getElementById("nc-root");
    if (root) root.inert = false;
    bar.hidden = true;
    began = 0;
    if (focus && focus.isConnected) focus.focus({ preventScroll: true });
  }

  const toast = () => [...document.querySelectorAll("[class*=notif], [class*=Toast]")].some((each) => /^没有保存/.test(each.textContent));
  const loading = () => /\/new(\?|$)/.test(location.hash) || !document.querySelector("label[for]")
    || [...document.querySelectorAll("#nc-root button, #nc-root [role=button]")].some((each) => each.textContent === "正在保存...");

  function wait() {
    if (!began) return;
    const over = Date.now() - began > MOST;
    if (failed || over || (!done && Date.now() - began > 1000 && toast()) || (done && !loading())) release();
    else setTimeout(wait, 100);
  }

  // After the first save the page goes to the address of the draft and loads it: until then nothing can be typed.
  function begin() {
    done = false;
    failed = false;
    JinguoPhotos.hush();
    hold("正在保存，请等一下……");
    setTimeout(wait, 100);
  }

  const empty = (value) => value === undefined || value === null || value === ""
    || (value && value.toJS && value.size === 0) || (Array.isArray(value) && !value.length);
  const filled = (value) => (value && value.toJS ? value.map(filled).filter((each) => !empty(each)) : value);
  // Text from Word has one line end between paragraphs, and blanks before them; Markdown wants an empty line.
  const tidy = (body) => body.split("\n").map((line) => line.replace(/^[\u3000\u00a0]+/, "").trimEnd()).join("\n")
    .replace(/([。！？”…：；])\n(?=[^\n#>*\-|0-9 ])/g, "$1\n\n").replace(/\n{3,}/g, "\n\n").trim();

  function marked(data) {
    const photos = data.get("photos");
    if (!photos || !photos.map) return data;
    return data.set("photos", photos.map((each) => (JinguoPhotos.generated(each.get("file")) ? each.set("ai", true) : each)));
  }

  function refuse(message) {
    failed = true;
    JinguoPhotos.say(message);
    throw new Error(message);
  }

  CMS.registerEventListener({
    name: "preSave",
    handler: ({ entry }) => {
      begin();
      let data = filled(entry.get("data"));
      if (typeof data.get("body") === "string") data = data.set("body", tidy(data.get("body")));
      if (JINGUO.local) return data;
      const kind = JINGUO.config.collections.find((each) => each.name === entry.get("collection"));
      const told = JinguoPersonal.inRecord(data.toJS(), kind ? kind.fields : JINGUO.config.collections[0].fields, JINGUO.emails);
      if (told.length) refuse(`没有保存，请先删掉：${told.join("；")}。`);
      return marked(data);
    },
  });
  CMS.registerEventListener({ name: "postSave", handler: () => { done = true; } });

  // What is missing is named, and the first of it shown.
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("button, [role=button]");
    if (!button || button.textContent.trim() !== "保存") return;
    setTimeout(() => {
      const wrong = [...document.querySelectorAll("#nc-root [class*=ControlErrorsList] li")].filter((each) => each.offsetParent);
      if (!wrong.length || began) return;
      const told = [...new Set(wrong.map((each) => each.textContent.trim()))];
      JinguoPhotos.say(`还没有保存：${told.join("；")}。`);
      wrong[0].closest("div").scrollIntoView({ block: "center" });
    }, 500);
  }, true);

  window.JinguoSaving = { tidy, hold, release, fail: () => { failed = true; }, busy: () => began > 0 };
})();
