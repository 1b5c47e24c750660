// A photograph is made clean before Decap sees it: by our server on loopback, else by the browser itself.
//
// Decap's own media_processing is not used: it lets HEIC and whatever else it does not know pass as the camera made
// them, with the place of taking in it. Here every file input of the page is watched, and what cannot be made clean
// goes no further.
(() => {
  "use strict";
  const LONGEST = 2560;
  const HEAVIEST = 800000;
  const QUALITIES = [0.86, 0.8, 0.74, 0.68];

  const box = document.createElement("div");
  box.className = "jinguo-said";
  box.setAttribute("role", "alert");
  box.hidden = true;

  function say(text) {
    box.replaceChildren();
    const words = document.createElement("p");
    words.textContent = text;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "知道了";
    close.addEventListener("click", () => { box.hidden = true; });
    box.append(words, close);
    box.hidden = false;
    document.body.append(box);
  }

  // A complaint about what has been put right meanwhile only confuses.
  function hush() {
    box.hidden = true;
  }

  // Of photographs whose file said that a machine had made them: their names in the form. On loopback our server knows.
  const machine = new Set();
  const MADE = /trainedAlgorithmicMedia|digitalsourcetype\/algorithmicMedia|tc260[^<>]{0,80}AIGC|AIGC[\s\S]{0,40}Label/i;
  async function saysMachine(file) {
    return MADE.test(new TextDecoder("latin1").decode(await file.arrayBuffer()));
  }

  async function named(bytes) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const hex = Array.from(digest.slice(0, 5), (each) => each.toString(16).padStart(2, "0")).join("");
    return new File([bytes], `p-${hex.slice(0, 4)}-${hex.slice(4)}.jpg`, { type: "image/jpeg" });
  }

  let notes = [];
  async function byServer(file) {
    const answer = await fetch(`/api/photo?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
    if (!answer.ok) throw new Error((await answer.json()).error);
    const odd = JSON.parse(answer.headers.get("X-Jinguo-Odd") || "[]");
    if (odd.length) notes.push(`${file.name}：${odd.join("、")}`);
    return answer.arrayBuffer();
  }

  // The segments of a JPEG before the picture itself: their places, and whether a decoder needs them. A browser adds a
  // profile of colours; whatever is not on the list is left out, and what cannot be walked is no JPEG of ours.
  function segments(bytes) {
    const view = new DataView(bytes);
    const found = [];
    if (bytes.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
    for (let at = 2; at + 4 <= bytes.byteLength;) {
      const marker = view.getUint16(at);
      const end = marker === 0xffda ? bytes.byteLength : at + 2 + view.getUint16(at + 2);
      const jfif = marker === 0xffe0 && view.getUint32(at + 4) === 0x4a464946;
      const needed = [0xffdb, 0xffc4, 0xffdd, 0xffc0, 0xffc1, 0xffc2, 0xffda].includes(marker);
      if (marker < 0xffc0 || end > bytes.byteLength) return null;
      found.push({ at, end, needed: jfif || needed });
      if (marker === 0xffda) return found;
      at = end;
    }
    return null;
  }

  function bare(bytes) {
    const found = segments(bytes);
    return found !== null && found.every((each) => each.needed);
  }

  async function stripped(bytes) {
    const found = segments(bytes) || [];
    const kept = found.filter((each) => each.needed).map((each) => bytes.slice(each.at, each.end));
    return new Blob([new Uint8Array([0xff, 0xd8]), ...kept]).arrayBuffer();
  }

  async function byBrowser(file) {
    let picture;
    try {
      picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    } catch {
      throw new Error("浏览器打不开这张照片。HEIC 格式请先在手机上转成 JPEG（相机设置里选“兼容性最佳”）。");
    }
    let scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    for (;;) {
      const canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      for (const quality of QUALITIES) {
        const blob = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", quality); });
        if (blob && blob.size <= HEAVIEST) {
          const bytes = await stripped(await blob.arrayBuffer());
          if (!bare(bytes)) throw new Error("照片没有洗净，没有放进来，请换一张。");
          return bytes;
        }
      }
      scale *= 0.85;
    }
  }

  async function clean(file) {
    const made = await named(await (window.JINGUO.local ? byServer(file) : byBrowser(file)));
    if (!window.JINGUO.local && await saysMachine(file)) {
      machine.add(made.name);
      notes.push(`${file.name}：自带人工智能生成的标识，已经标明`);
    }
    return made;
  }

  const passing = new WeakSet();
  document.addEventListener("change", async (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== "file" || passing.has(event)) return;
    event.stopImmediatePropagation();
    const chosen = new DataTransfer();
    const refused = [];
    notes = [];
    document.body.classList.add("jinguo-busy");
    for (const file of input.files) {
      try {
        chosen.items.add(await clean(file));
      } catch (error) {
        refused.push(error.message.includes(file.name) ? error.message : `${file.name}：${error.message}`);
      }
    }
    document.body.classList.remove("jinguo-busy");
    if (notes.length) refused.push(`已经放进来了，请看看要不要换：${notes.join("；")}`);
    if (refused.length) say(refused.join("。\n"));
    input.files = chosen.files;
    if (!chosen.files.length) return;
    const again = new Event("change", { bubbles: true });
    passing.add(again);
    input.dispatchEvent(again);
  }, true);
  for (const kind of ["drop", "paste"]) {
    document.addEventListener(kind, (event) => {
      const carried = event.dataTransfer || event.clipboardData;
      if (!carried || !carried.files || !carried.files.length) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      say("请用“选择照片”按钮放照片。");
    }, true);
  }

  // Give files to another input as if they had been chosen there; they are clean already.
  function give(input, files) {
    const chosen = new DataTransfer();
    for (const file of files) chosen.items.add(file);
    input.files = chosen.files;
    const event = new Event("change", { bubbles: true });
    passing.add(event);
    input.dispatchEvent(event);
  }

  window.JinguoPhotos = { clean, say, hush, bare, give, generated: (name) => machine.has(name) };
})();
