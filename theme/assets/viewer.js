// The photo viewer: all photographs of a page in one row. Without it, or in an old browser, a link opens the file itself.
(() => {
  const links = [...document.querySelectorAll("a[data-photo]")];
  if (!links.length || !window.HTMLDialogElement || !window.PointerEvent) return;
  const GAP = 24, MOST = 4, FAR = 9;  // pixels between photos, largest zoom, pixels that make a drag of a tap
  const mod = (number, by) => ((number % by) + by) % by;
  const clamp = (value, limit) => Math.min(limit, Math.max(-limit, value));
  const named = () => location.hash.startsWith("#p-") ? links.findIndex((link) => `#p-${link.dataset.photo}` === location.hash) : -1;
  let dialog, stage, counter, words, told, slots;
  let opened = 0;  // when, so that the second click of a double one is not taken for a wish to zoom
  let at = -1, zoom = 1, panX = 0, panY = 0;

  const icon = (path) => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
  const button = (name, label, path) => `<button type="button" data-do="${name}" aria-label="${label}" title="${label}">${icon(path)}</button>`;
  const build = () => {
    dialog = document.createElement("dialog");
    dialog.className = "viewer";
    dialog.setAttribute("aria-label", "看大图");
    // Nothing of a record goes through here: captions are put in as text and as copies of the page's own nodes.
    dialog.insertAdjacentHTML("afterbegin", `<div class="bar"><p class="count" aria-hidden="true"></p>
      ${button("out", "缩小", "M5 12h14")}${button("in", "放大", "M5 12h14M12 5v14")}${button("close", "关闭", "M6 6l12 12M18 6L6 18")}</div>
      ${button("back", "上一张", "M15 5l-7 7 7 7")}<div class="stage"></div>${button("on", "下一张", "M9 5l7 7-7 7")}
      <div class="words"></div><p class="told" aria-live="polite"></p>`);
    [counter, stage, words, told] = [".count", ".stage", ".words", ".told"].map((each) => dialog.querySelector(each));
    slots = [0, 1, 2].map(() => {
      const slide = stage.appendChild(document.createElement("div"));
      slide.className = "slide";
      return { slide, index: -1 };
    });
    document.body.append(dialog);
    dialog.querySelector("[data-do=close]").autofocus = true;
    dialog.addEventListener("click", click);
    dialog.addEventListener("keydown", key);
    dialog.addEventListener("close", closed);
    listen();
    const fitted = () => { if (dialog.open) { layout(); place(0, true); } };
    new ResizeObserver(() => requestAnimationFrame(fitted)).observe(stage);
  };

  // One slide: the thumbnail stands in until the large picture is decoded.
  const fill = (slot, index) => {
    slot.index = index;
    slot.slide.replaceChildren();
    slot.photo = null;
    slot.slide.hidden = !links[index];
    if (!links[index]) return;
    const thumb = links[index].querySelector("img"), source = links[index].querySelector("source");
    const photo = document.createElement("picture"), image = new Image();
    slot.ratio = thumb.getAttribute("width") / thumb.getAttribute("height");
    slot.photo = photo;
    photo.className = "photo";
    photo.style.backgroundImage = thumb.complete && thumb.naturalWidth ? `url("${thumb.currentSrc}")` : thumb.style.getPropertyValue("--hint");
    if (source) {
      slot.source = photo.appendChild(document.createElement("source"));
      slot.source.type = source.type;
    }
    Object.assign(image, { alt: thumb.alt, draggable: false, decoding: "async" });
    image.onload = () => {
      const ready = () => photo.classList.add("ready");
      image.decode().then(ready, ready);
    };
    image.onerror = () => {
      if (slot.source) { slot.source.remove(); slot.source = null; return; }  // then the JPEG has its turn
      if (slot.photo !== photo) return;
      const sorry = document.createElement("p");
      sorry.className = "sorry";
      sorry.textContent = "这张照片没有打开，请检查网络后再试。";
      sorry.insertAdjacentHTML("beforeend", '<button type="button" data-do="again">再试一次</button>');
      photo.replaceWith(sorry);
      slot.photo = null;
      if (index === at) told.textContent = sorry.firstChild.data;
    };
    fit(slot);
    if (slot.source) slot.source.srcset = source.srcset;
    photo.append(image);
    image.src = thumb.getAttribute("src");
    slot.slide.append(photo);
  };
  const fit = (slot) => {
    if (!slot.photo) return;
    const width = Math.min(stage.clientWidth, stage.clientHeight * slot.ratio);
    [slot.width, slot.height] = [width, width / slot.ratio];
    slot.photo.style.width = `${slot.width}px`;
    slot.photo.style.height = `${slot.height}px`;
    const wanted = Math.round(width * (slot.index === at ? zoom : 1));
    // A browser that has a larger file keeps it; only zooming in asks for more.
    if (slot.source && !(wanted <= parseInt(slot.source.sizes, 10))) slot.source.sizes = `${wanted}px`;
  };
  const layout = () => slots.forEach(fit);
  const current = () => slots[mod(at, 3)];

  // Where everything stands: `drag` moves the row, `zoom` and `pan` the photo that is looked at.
  const place = (drag = 0, still = false, pull = 0) => {
    stage.classList.toggle("still", still);
    const slot = current(), step = dialog.clientWidth + GAP;
    if (slot.photo) {
      panX = clamp(panX, Math.max(0, (slot.width * zoom - stage.clientWidth) / 2));
      panY = clamp(panY, Math.max(0, (slot.height * zoom - stage.clientHeight) / 2));
    }
    for (const each of slots) {
      each.slide.style.transform = `translate(${(each.index - at) * step + drag}px, ${each === slot ? pull : 0}px)`;
      if (each.photo) each.photo.style.transform = each === slot ? `translate(${panX}px, ${panY}px) scale(${zoom})` : "";
    }
    dialog.style.setProperty("--dim", 1 - Math.min(.4, Math.abs(pull) / 500));
    dialog.classList.toggle("zoomed", zoom > 1);
    dialog.classList.toggle("bare", zoom > 1 || Boolean(pull));
    for (const [name, off] of [["back", !at], ["on", at === links.length - 1], ["out", zoom <= 1], ["in", zoom >= MOST || !slot.photo]]) {
      dialog.querySelector(`[data-do=${name}]`).setAttribute("aria-disabled", off);
    }
  };
  const magnify = (to, x = 0, y = 0, still = false) => {  // x, y: the point that stays where it is, from the middle
    if (!current().photo) return;
    const next = Math.min(MOST, Math.max(1, to)), by = next / zoom;
    [panX, panY, zoom] = [x - (x - panX) * by, y - (y - panY) * by, next];
    fit(current());
    place(0, still);
  };

  const show = (index, still) => {
    at = index;
    [zoom, panX, panY] = [1, 0, 0];
    for (const each of [at, at + 1, at - 1]) {  // the neighbours come after it
      const slot = slots[mod(each, 3)];
      if (slot.index !== each) {
        fill(slot, each);
        slot.slide.classList.add("fresh");
        requestAnimationFrame(() => requestAnimationFrame(() => slot.slide.classList.remove("fresh")));
      } else fit(slot);
      slot.slide.setAttribute("aria-hidden", each !== at);
      slot.slide.inert = each !== at;
    }
    place(0, still);
    tell();
  };
  const tell = () => {
    const link = links[at], figure = link.closest("figure"), image = link.querySelector("img");
    const caption = figure && figure.querySelector("figcaption");
    const story = link.closest(".sheet");
    counter.textContent = `${at + 1} / ${links.length}`;
    words.replaceChildren();
    if (caption) {
      const text = words.appendChild(document.createElement("p"));
      text.append(...[...caption.childNodes].map((node) => node.cloneNode(true)));
    }
    if (link.querySelector(".ai")) words.insertAdjacentHTML("afterbegin", '<p class="ai">AI 生成</p>');
    if (story) {
      const line = words.appendChild(document.createElement("p"));
      line.append(story.querySelector("h2 a").cloneNode(true), " ", story.querySelector("time").cloneNode(true));
    }
    told.textContent = `第 ${at + 1} 张，共 ${links.length} 张：${(caption ? caption.textContent : image.alt).trim()}`;
  };
  const go = (index) => {
    const next = Math.min(links.length - 1, Math.max(0, index));
    if (next === at) { place(); return; }
    show(next, Math.abs(next - at) > 1);
    history.replaceState(history.state, "", `#p-${links[at].dataset.photo}`);
  };

  // One entry of the history for the viewer, however many photos are looked at; back closes it.
  const open = (index) => {
    if (!dialog) build();
    const root = document.documentElement;
    root.classList.toggle("steady", innerWidth > root.clientWidth);
    root.classList.add("viewing");
    if (!dialog.open) dialog.showModal();
    opened = performance.now();
    show(index, true);
  };
  const closed = () => {
    const link = links[at];
    document.documentElement.classList.remove("viewing", "steady");
    slots.forEach((slot) => fill(slot, -1));
    at = -1;
    if (named() >= 0) {  // closed by key or button: the address follows
      if (history.state && history.state.viewer) history.back();
      else history.replaceState(null, "", location.href.split("#")[0]);
    }
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "nearest" });
  };
  const follow = () => {
    const index = named();
    if (index < 0) {
      if (dialog && dialog.open) dialog.close();
      history.scrollRestoration = "auto";
    } else if (index !== at && !(at >= 0 && links[at].dataset.photo === links[index].dataset.photo)) open(index);
  };
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);
  for (const [index, link] of links.entries()) {
    link.addEventListener("click", (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      history.scrollRestoration = "manual";  // else going back would scroll away from the photo that was seen last
      history.pushState({ viewer: true }, "", `#p-${link.dataset.photo}`);
      open(index);
    });
  }

  const acts = {
    close: () => dialog.close(),
    back: () => go(at - 1),
    on: () => go(at + 1),
    in: () => magnify(zoom * 1.6),
    out: () => magnify(zoom / 1.6),
    again: () => { fill(current(), at); place(0, true); tell(); },
  };
  const click = (event) => {
    const pressed = event.target.closest("[data-do]");
    if (pressed && pressed.getAttribute("aria-disabled") !== "true") acts[pressed.dataset.do]();
  };
  const key = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pan = (x, y) => () => { panX += x; panY += y; place(); };
    const moves = zoom > 1
      ? { ArrowLeft: pan(80, 0), ArrowRight: pan(-80, 0), ArrowUp: pan(0, 80), ArrowDown: pan(0, -80) }
      : { ArrowLeft: acts.back, ArrowRight: acts.on };
    const keys = { ...moves, PageUp: acts.back, PageDown: acts.on, Home: () => go(0), End: () => go(links.length - 1),
      "+": acts.in, "=": acts.in, "-": acts.out, _: acts.out, 0: () => magnify(1) };
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  };

  // Fingers, mouse and wheel.
  const listen = () => {
    const fingers = new Map();
    let mode = "", start, tap = { time: 0, x: 0, y: 0 };
    const middle = (x, y) => {
      const box = stage.getBoundingClientRect();
      return [x - box.left - box.width / 2, y - box.top - box.height / 2];
    };
    const pair = () => {
      const [one, two] = [...fingers.values()];
      const [x, y] = middle((one.x + two.x) / 2, (one.y + two.y) / 2);
      return { x, y, apart: Math.hypot(one.x - two.x, one.y - two.y) || 1 };
    };
    const begin = (event) => {
      const [one] = fingers.values();
      start = { ...one, target: event.target, time: event.timeStamp, panX, panY, zoom };
      if (fingers.size === 2) { mode = "pinch"; Object.assign(start, pair()); }
    };
    stage.addEventListener("pointerdown", (event) => {
      if (event.button || fingers.size > 1 || event.target.closest("button")) return;
      if (!fingers.size) mode = "";
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      stage.setPointerCapture(event.pointerId);
      begin(event);
    });
    stage.addEventListener("pointermove", (event) => {
      if (!fingers.has(event.pointerId)) return;
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (mode === "pinch") {
        const { x, y, apart } = pair();
        if (!current().photo) return;
        zoom = Math.min(MOST, Math.max(.7, start.zoom * apart / start.apart));
        panX = x - (start.x - start.panX) * zoom / start.zoom;
        panY = y - (start.y - start.panY) * zoom / start.zoom;
        place(0, true);
        return;
      }
      const x = event.clientX - start.x, y = event.clientY - start.y;
      if (!mode && Math.hypot(x, y) > FAR) mode = zoom > 1 ? "pan" : Math.abs(x) >= Math.abs(y) ? "swipe" : "pull";
      if (mode === "pan") { panX = start.panX + x; panY = start.panY + y; place(0, true); }
      if (mode === "swipe") place((x > 0 ? !at : at === links.length - 1) ? x / 3 : x, true);
      if (mode === "pull") place(0, true, y);
    });
    const end = (event) => {
      if (!fingers.delete(event.pointerId)) return;
      const x = event.clientX - start.x, y = event.clientY - start.y, time = event.timeStamp - start.time;
      if (mode === "pinch") {
        magnify(zoom, start.x, start.y);
        if (fingers.size) { mode = zoom > 1 ? "pan" : "done"; begin(event); }
      } else if (event.type === "pointercancel") place();
      else if (mode === "swipe") go(Math.abs(x) > stage.clientWidth / 4 || Math.abs(x) / time > .35 ? at - Math.sign(x) : at);
      else if (mode === "pull") { if (Math.abs(y) > 120 || Math.abs(y) / time > .6) dialog.close(); else place(); }
      else if (!mode) {
        // Two taps of a finger or one click of a mouse; a click beside the photo closes.
        const mouse = event.pointerType === "mouse", on = start.target.closest(".photo, .sorry");
        const twice = event.timeStamp - tap.time < 320 && Math.hypot(event.clientX - tap.x, event.clientY - tap.y) < 40;
        tap = { time: twice ? 0 : event.timeStamp, x: event.clientX, y: event.clientY };
        if (performance.now() - opened < 400) return;
        if (mouse && !on) dialog.close();
        else if (mouse !== twice) magnify(zoom > 1 ? 1 : 2.5, ...middle(event.clientX, event.clientY));
      }
    };
    stage.addEventListener("pointerup", end);
    stage.addEventListener("pointercancel", end);
    let rested = 0;
    stage.addEventListener("wheel", (event) => {
      event.preventDefault();
      if (event.ctrlKey || Math.abs(event.deltaY) >= Math.abs(event.deltaX)) {
        magnify(zoom * Math.exp(-event.deltaY * (event.ctrlKey ? .01 : .002)), ...middle(event.clientX, event.clientY), true);
      } else if (zoom > 1) { panX -= event.deltaX; place(0, true); }
      else {  // a sideways gesture on a touchpad is one step, with whatever rolls on after it
        if (event.timeStamp - rested > 250 && Math.abs(event.deltaX) > 8) go(at + Math.sign(event.deltaX));
        rested = event.timeStamp;
      }
    }, { passive: false });
  };

  if (named() >= 0) open(named());
})();
