// Search: what a visitor types becomes bigrams, pairs of neighbouring characters (generator/bigrams.py does the same with
// the records), Pagefind finds the records with those bigrams, and here they are put together, sorted and shown.
(() => {
  const form = document.querySelector("form.finder");
  const file = location.protocol === "file:";
  form.hidden = file;
  document.getElementById("from-folder").hidden = !file;
  const lists = document.getElementById("lists"); // the ways on, while nothing is asked
  lists.hidden = file || location.search.length > 1;
  if (file) return;

  const FACETS = ["type", "brand", "district", "year", "category"];
  const TITLE = 64; // places kept for the title at the front of each record, as in generator/search/index.py
  const EVERYWHERE = "zzzzzzzz"; // the token that stands in every record
  const BETWEEN = /[、，,；;/｜|]+/gu;
  const title = document.title;
  const STEP = 10;
  const LONGEST = 60;
  const field = form.elements.q;
  const list = document.getElementById("found");
  const said = document.getElementById("said");
  const nothing = document.getElementById("nothing");
  const more = document.getElementById("more");
  const clear = document.getElementById("clear");
  const root = new URL("search/", document.baseURI).href;
  const fold = form.querySelector(".fold"), foldedText = fold.textContent;
  const chosen = (facet) => form.elements[facet];

  // Words
  const counts = (char) => /[\p{L}\p{N}]/u.test(char) || (char.codePointAt(0) >= 0x20000 && char.codePointAt(0) < 0x40000);
  const plain = (text) => [...[...text.normalize("NFKC")].map((char) => char.toLowerCase()).join("").normalize("NFD")].filter(counts);
  const encoded = (char) => {
    let number = char.codePointAt(0);
    let letters = "";
    for (let at = 0; at < 4; at++) { letters = String.fromCharCode(97 + number % 26) + letters; number = Math.floor(number / 26); }
    return letters;
  };
  const phrases = (query) => {
    let left = LONGEST;
    return [...new Set(query.normalize("NFKC").split(/\s+/u).map((word) => plain(word).join("")))].map((word) => {
      const chars = [...word].slice(0, Math.max(left, 0));
      left -= chars.length;
      return chars;
    }).filter((chars) => chars.length);
  };

  // What may go wrong: a fault that a visitor is told as it stands. Anything else is a mistake of ours.
  class Fault extends Error {}
  const LOST = "查找没有成功，可能是网络断了。请检查网络后再试一次，或者看下面的栏目。";
  const STALE = "网站正在更新，请过一会儿刷新再试。";
  const FAILED = "查找没有成功。请再试一次，或者看下面的栏目。";
  // Pagefind goes on as if there were nothing in a chunk that did not come, so what does not come is counted here.
  let lost = 0;
  const fetching = window.fetch;
  window.fetch = (...asked) => fetching(...asked).then(
    (answer) => { if (!answer.ok) lost++; return answer; },
    (error) => { lost++; throw error; },
  );
  const fetched = async (promise) => {
    const before = lost;
    const answer = await promise.catch(() => { throw new Fault(LOST); });
    if (lost > before) throw new Fault(LOST);
    return answer;
  };

  // Index
  let ready = null;
  const open = () => {
    ready ??= load().catch((error) => { ready = null; throw error; });
    return ready;
  };
  const load = async () => {
    const [{ createInstance }, table] = await fetched(Promise.all([
      import(new URL(form.dataset.script, document.baseURI).href),
      fetch(`${root}facets.json`, { cache: "no-cache" }).then((answer) => { if (!answer.ok) throw new Error(answer.status); return answer.json(); }),
    ]));
    const pagefind = createInstance({ noWorker: true });
    const everything = (await fetched(pagefind.search(`"${EVERYWHERE}"`))).results; // in the order of the index: newest first
    if (everything.length !== table.count) throw new Fault(STALE); // facets.json and the index are of two builds
    const places = new Map(everything.map((each, at) => [each.id, at]));
    return { pagefind, places, everything, facets: facetsOf(table), tokens: new Map() };
  };
  const facetsOf = (table) => {
    const facets = {};
    for (const name of ["type", "year"]) facets[name] = table[name].flatMap(([value, times]) => Array(times).fill(value ? [value] : []));
    for (const name of ["brand", "district", "category"]) {
      const { values, width, rows } = table[name];
      const number = (letter) => { const at = letter.charCodeAt(0); return at > 96 ? at - 97 : at - 39; };
      facets[name] = Array.from({ length: table.count }, (_, row) =>
        values[[...rows.slice(row * width, (row + 1) * width)].reduce((sum, letter) => sum * 52 + number(letter), 0)]);
    }
    return facets;
  };
  // The bigrams that begin with one character may lie in several chunks, of which Pagefind fetches one; so each stretch
  // of possible second characters is asked for: single letters, and pairs of letters where most characters are.
  const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
  const STRETCHES = LETTERS.flatMap((letter) => ("abc".includes(letter) ? LETTERS.map((other) => letter + other) : [letter]));
  const reach = (index, chars, word) => Promise.all(chars.length > 1 ? [] : STRETCHES.map((each) => index.pagefind.preload(word + each)));
  // Record → places of a token in it.
  const token = (index, chars) => {
    const word = chars.map(encoded).join("");
    if (!index.tokens.has(word)) {
      // Half a token, one character, finds every bigram that begins with it. Quotes would tell of the first place only.
      index.tokens.set(word, fetched(reach(index, chars, word)).then(() => fetched(index.pagefind.search(word))).then(({ results }) =>
        new Map(results.map((each) => [index.places.get(each.id), each.words]))));
    }
    return index.tokens.get(word);
  };
  // Record → whether the phrase stands in its title. Every second bigram is enough: together they hold each character.
  const phrase = async (index, chars) => {
    const offsets = [];
    for (let at = 0; at < chars.length - 1; at += 2) offsets.push(at);
    if (chars.length % 2 && chars.length > 1) offsets.push(chars.length - 2);
    if (!offsets.length) offsets.push(0);
    const [first, ...others] = await Promise.all(offsets.map((at) => token(index, chars.slice(at, at + 2))));
    const hits = new Map();
    for (const [record, places] of first) {
      const rest = others.map((each) => each.get(record));
      if (rest.includes(undefined)) continue;
      const sets = rest.map((each) => new Set(each));
      const starts = places.filter((start) => sets.every((set, at) => set.has(start + offsets[at + 1])));
      if (starts.length) hits.set(record, starts.some((start) => start < TITLE));
    }
    return hits;
  };
  const matching = async (index, query) => {
    if (!query.length) return index.everything.map((_, record) => [record, true]);
    const [first, ...others] = await Promise.all(query.map((chars) => phrase(index, chars)));
    const hits = [];
    for (const [record, titled] of first) {
      if (others.every((each) => each.has(record))) hits.push([record, titled && others.every((each) => each.get(record))]);
    }
    return hits.sort(([one, oneTitled], [other, otherTitled]) => otherTitled - oneTitled || one - other);
  };

  // The numbers of the records for a query, best first: what tests and figures ask.
  form.find = async (text) => (await matching(await open(), phrases(text))).map(([record]) => record);

  // State lives in the address.
  const state = () => ({ q: field.value.trim(), ...Object.fromEntries(FACETS.map((facet) => [facet, chosen(facet).value])) });
  const address = (shown) => {
    const parts = new URLSearchParams();
    for (const [name, value] of Object.entries(state())) if (value) parts.set(name, value);
    if (shown > STEP) parts.set("shown", shown);
    const query = parts.toString();
    return query ? `?${query}` : location.pathname;
  };
  const restore = () => {
    const parts = new URLSearchParams(location.search);
    field.value = parts.get("q") ?? "";
    for (const facet of FACETS) {
      const value = parts.get(facet) ?? "";
      if (value && ![...chosen(facet).options].some((each) => each.value === value)) chosen(facet).add(new Option(value, value));
      chosen(facet).value = value;
    }
    const shown = Number.parseInt(parts.get("shown"), 10);
    return Math.min(Math.max(STEP, Number.isFinite(shown) ? shown : STEP), 500);
  };

  // Showing
  let turn = 0;
  let results = [];
  let asked = [];
  let visible = 0;
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  // Where the phrases stand in a text as it is written: [from, to] by UTF-16 position.
  const marks = (text, query) => {
    const letters = [];
    let at = 0;
    for (const char of text) {
      for (const letter of plain(char)) letters.push([letter, at, at + char.length]);
      at += char.length;
    }
    const found = [];
    for (const chars of query) {
      for (let from = 0; from + chars.length <= letters.length; from++) {
        if (!chars.every((char, offset) => letters[from + offset][0] === char)) continue;
        found.push([letters[from][1], letters[from + chars.length - 1][2]]);
        from += chars.length - 1;
      }
    }
    return found.sort((one, other) => one[0] - other[0]);
  };
  const marked = (text, spans, from = 0, to = text.length) => {
    const parts = [];
    let at = from;
    for (const [start, end] of spans) {
      if (start < at || end > to) continue;
      parts.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
      at = end;
    }
    return [...parts, text.slice(at, to)];
  };
  const whole = (text, at) => (/[\uDC00-\uDFFF]/.test(text[at] ?? "") ? at - 1 : at);
  const excerpt = (record, query) => {
    const spans = marks(record.content, query);
    if (spans.length || !query.length) {
      const from = spans.length && spans[0][0] > 30 ? whole(record.content, spans[0][0] - 16) : 0;
      const to = whole(record.content, Math.min(record.content.length, from + 96));
      const parts = marked(record.content, spans, from, to);
      return [from ? "…" : "", ...parts, to < record.content.length ? "…" : ""];
    }
    return marked(record.content, [], 0, whole(record.content, 90)).concat(record.content.length > 90 ? "…" : "");
  };
  const item = (record, query) => {
    const { title, type, day, days, place, brand, facts, picture } = record.meta;
    const text = make("div", { class: "hit-text" });
    text.append(make("p", { class: "label" }, make("span", {}, type), ...(brand && brand !== title ? [" ", make("span", {}, brand)] : [])));
    text.append(make("h2", {}, make("a", { href: record.raw_url }, ...marked(title, marks(title, query)))));
    const meta = make("p", { class: "meta" });
    if (day) meta.append(make("time", { datetime: day }, days));
    if (place) meta.append(meta.childNodes.length ? " " : "", make("span", {}, ...marked(place, marks(place, query))));
    if (meta.childNodes.length) text.append(meta);
    // A hit beside the text is told with its label, so that nobody wonders why this record is here.
    const told = facts.filter(([label, value]) => label !== "地点" || !value.startsWith(place) || value !== place)
      .map(([label, value]) => [label, value, marks(value, query)]).filter(([, , spans]) => spans.length);
    const inText = marks(record.content, query).length || marks(title, query).length || !query.length;
    const words = excerpt(record, query);
    if (words.join("").trim()) text.append(make("p", { class: "excerpt" }, ...words));
    if (!inText || query.length > 1) {
      for (const [label, value, spans] of told.slice(0, 2)) {
        const from = spans[0][0] > 30 ? whole(value, spans[0][0] - 16) : 0;
        const to = whole(value, Math.min(value.length, from + 70));
        text.append(make("p", { class: "excerpt fact" }, make("span", {}, `${label}：`), from ? "…" : "", ...marked(value, spans, from, to), to < value.length ? "…" : ""));
      }
    }
    const found = make("article", { class: "hit" }, text);
    if (picture) {
      const [source, width, height, made] = picture;
      const image = make("img", { src: source, width, height, alt: "", loading: "lazy", decoding: "async" });
      found.prepend(make("div", { class: "hit-photo" }, image, ...(made ? [make("span", { class: "ai" }, made)] : [])));
    }
    return make("li", {}, found);
  };
  const count = (index, matches, facet) => {
    const others = FACETS.filter((each) => each !== facet && chosen(each).value);
    const sums = new Map();
    for (const [record] of matches) {
      if (!others.every((each) => index.facets[each][record].includes(chosen(each).value))) continue;
      for (const value of index.facets[facet][record]) sums.set(value, (sums.get(value) ?? 0) + 1);
    }
    return sums;
  };
  const weigh = (index, matches) => {
    for (const facet of FACETS) {
      const sums = count(index, matches, facet);
      for (const option of chosen(facet).options) {
        if (!option.value) continue;
        const sum = sums.get(option.value) ?? 0;
        option.textContent = `${option.value}（${sum}）`;
        option.hidden = option.disabled = !sum && !option.selected;
      }
      chosen(facet).classList.toggle("chosen", Boolean(chosen(facet).value));
    }
    // On a narrow screen the facets are folded, so the button says what is chosen.
    const values = FACETS.map((facet) => chosen(facet).value).filter(Boolean);
    fold.textContent = values.length ? `已选：${values.join("、")}` : foldedText;
  };
  let unfolding = false; // a second tap before the first has been answered shows nothing twice
  const extend = async (to, focus) => {
    const mine = turn;
    const from = visible;
    const records = await Promise.all(results.slice(from, to).map(([, each]) => fetched(each.data())));
    if (mine !== turn) return;
    const items = records.map((record) => item(record, asked));
    list.append(...items);
    visible = from + items.length;
    more.hidden = visible >= results.length;
    if (focus) items[0]?.querySelector("a").focus({ preventScroll: false });
  };
  const say = (total, some) => {
    said.textContent = !some ? "" : total ? `找到 ${total} 条` : "没有找到";
    nothing.hidden = Boolean(total) || !some;
    clear.hidden = !some;
  };
  const told = (error) => {
    ready = null; // the next try begins anew
    if (!(error instanceof Fault)) console.error(error);
    return error instanceof Fault ? error.message : FAILED;
  };
  const show = async (shown) => {
    const mine = ++turn;
    const words = field.value.trim();
    const some = Boolean(words) || FACETS.some((facet) => chosen(facet).value);
    let query = phrases(words);
    lists.hidden = some;
    document.title = words ? `${words} - ${title}` : title;
    list.setAttribute("aria-busy", "true");
    try {
      if (some && !list.children.length) said.textContent = "正在查找…";
      const index = await open();
      let matches = words && !query.length ? [] : await matching(index, query);
      // A Chinese keyboard gives 、 more readily than a blank; it may also stand in a title, so that comes first.
      if (!matches.length && words.search(BETWEEN) >= 0) {
        query = phrases(words.replace(BETWEEN, " "));
        matches = query.length ? await matching(index, query) : [];
      }
      if (mine !== turn) return;
      weigh(index, matches);
      asked = query;
      results = !some ? [] : matches
        .filter(([record]) => FACETS.every((facet) => !chosen(facet).value || index.facets[facet][record].includes(chosen(facet).value)))
        .map(([record]) => [record, index.everything[record]]);
      list.replaceChildren();
      visible = 0;
      await extend(shown);
      if (mine === turn) say(results.length, some);
    } catch (error) {
      if (mine !== turn) return;
      list.replaceChildren();
      more.hidden = nothing.hidden = true;
      clear.hidden = !some;
      said.textContent = told(error);
      lists.hidden = false;
    } finally {
      if (mine === turn) list.removeAttribute("aria-busy");
    }
  };

  // What visitors do
  let composing = false;
  let wait = 0;
  const changed = (push) => {
    clearTimeout(wait);
    const target = address(0);
    if (push && target !== `${location.search || location.pathname}`) history.pushState(null, "", target);
    else history.replaceState(null, "", target);
    show(STEP);
  };
  field.addEventListener("compositionstart", () => { composing = true; });
  field.addEventListener("compositionend", () => { composing = false; field.dispatchEvent(new Event("input")); });
  field.addEventListener("input", () => {
    clearTimeout(wait);
    if (!composing) wait = setTimeout(() => changed(false), 300);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); changed(true); });
  // Arrow keys in a closed list choose at each step; all steps in one list are one entry of the history.
  let last = null;
  form.addEventListener("focusout", () => { last = null; });
  for (const facet of FACETS) chosen(facet).addEventListener("change", () => {
    changed(last !== facet);
    last = facet;
  });
  clear.addEventListener("click", () => {
    field.value = "";
    for (const facet of FACETS) chosen(facet).value = "";
    changed(true);
    field.focus();
  });
  more.addEventListener("click", async () => {
    if (unfolding) return;
    unfolding = true;
    try {
      await (ready ? extend(visible + STEP, true) : show(visible + STEP));
    } catch (error) {
      said.textContent = told(error);
    } finally {
      unfolding = false;
    }
    history.replaceState(null, "", address(visible));
  });
  addEventListener("popstate", () => { show(restore()); });
  // The index is fetched only when somebody is about to search, so that the page itself stays light.
  form.addEventListener("focusin", () => { if (!ready) show(STEP); }, { once: true });

  const shown = restore();
  fold.addEventListener("click", () => fold.setAttribute("aria-expanded", String(fold.getAttribute("aria-expanded") !== "true")));
  if (location.search.length > 1) {
    const scrolled = history.state?.scrolled;
    show(shown).then(() => { if (scrolled) scrollTo(0, scrolled); });
  }
  // Noted when a hit is opened and not when the page is left, which would keep it out of the back/forward cache.
  list.addEventListener("click", () => { history.replaceState({ scrolled: scrollY }, ""); });
})();
