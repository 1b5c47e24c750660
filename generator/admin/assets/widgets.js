// Fields that Decap lacks. Each writes what the record itself holds.
(() => {
  "use strict";
  const { CMS, createClass, h, JINGUO, JinguoPhotos, JinguoSaving } = window;
  const inside = (value, key) => (value && value.get ? value.get(key) : value ? value[key] : undefined);
  const day = (props, value, change, extra) => h("input", {
    type: "date", className: props.classNameWrapper, value: value || "", onFocus: props.setActiveStyle,
    onBlur: props.setInactiveStyle, onChange: (event) => change(event.target.value), ...extra,
  });

  // 2026-03-05, or {from, to}. On a platform a new story has one day, because its address is made from it.
  const Days = createClass({
    render() {
      const { value, onChange, forID, entry } = this.props;
      const first = typeof value === "string" ? value : inside(value, "from") || "";
      const last = typeof value === "string" ? "" : inside(value, "to") || "";
      const one = !JINGUO.local && (!entry || entry.get("newRecord"));
      const set = (from, to) => onChange(to && to !== from ? { from, to } : from || undefined);
      return h("div", { className: "jinguo-days" },
        day(this.props, first, (from) => set(from, last), { id: forID }),
        one ? null : h("label", {}, "多天的活动，到 ",
          day(this.props, last, (to) => set(first, to), { min: first, id: `${forID}-to` })));
    },
  });
  const Day = createClass({
    render() {
      const { value, onChange, forID } = this.props;
      return day(this.props, typeof value === "string" ? value : "", (each) => onChange(each || undefined), { id: forID });
    },
  });

  const choice = (props, name, label, checked, pick) => h("label", { key: name, className: "jinguo-choice" },
    h("input", { type: "radio", name: props.forID, value: name, checked, onChange: pick }), label);

  // Numbers of consents in whatever way people type them, and what could not be read: that is never dropped silently.
  function numbers(text) {
    const plain = text.normalize("NFKC").toLowerCase().replace(/[‐-―−]/g, "-");
    const found = plain.match(/c-?\d{4}-?\d{4,}/g) || [];
    const rest = plain.replace(/c-?\d{4}-?\d{4,}/g, " ").replace(/[\s、，,;；.。和]+/g, " ").trim();
    return { ids: [...new Set(found.map((each) => each.replace(/^c-?(\d{4})-?/, "c-$1-")))], rest };
  }

  // none, crowd, or ids of consents: who can be recognised in a photograph.
  const People = createClass({
    getInitialState() { return { typed: "", named: false }; },
    ids() {
      const { value } = this.props;
      const list = value && value.toJS ? value.toJS() : value;
      return Array.isArray(list) ? list.filter((each) => !/^(none|crowd)$/.test(each)) : [];
    },
    plain() {
      const { value } = this.props;
      const list = value && value.toJS ? value.toJS() : value;
      const only = Array.isArray(list) && list.length === 1 ? list[0] : list;
      return typeof only === "string" && /^(none|crowd)$/.test(only) ? only : "";
    },
    isValid() {
      if (!this.plain() && this.state.typed.trim()) return { error: { message: "“照片里的人”：同意书编号还没有加进去，或者读不懂" } };
      return true;
    },
    set(ids) { this.props.onChange(ids.length ? ids : undefined); },
    take() {
      const { ids, rest } = numbers(this.state.typed);
      this.setState({ typed: rest });
      if (ids.length) this.set([...new Set([...this.ids(), ...ids])]);
    },
    chosen(id) {
      const known = JINGUO.consents.find((each) => each.value === id);
      return h("li", { key: id }, known ? known.label : `${id}（登记册里没有这份同意书，或者它不包括肖像）`, " ",
        h("button", { type: "button", onClick: () => this.set(this.ids().filter((each) => each !== id)) }, "去掉"));
    },
    named() {
      const { forID, classNameWrapper } = this.props;
      const { typed } = this.state;
      const ids = this.ids();
      return h("div", {},
        h("ul", {}, ids.map((id) => this.chosen(id))),
        h("select", {
          className: classNameWrapper, "aria-label": "选一份同意书", value: "",
          onChange: (event) => { if (event.target.value) this.set([...ids, event.target.value]); },
        }, h("option", { value: "" }, "选一份同意书……"), JINGUO.consents.filter((each) => !ids.includes(each.value))
          .map((each) => h("option", { key: each.value, value: each.value }, each.label))),
        h("input", {
          className: classNameWrapper, "aria-label": "同意书编号", placeholder: "或者写编号，如 c-2026-0101，几个人用顿号隔开",
          value: typed, id: `${forID}-ids`, onChange: (event) => this.setState({ typed: event.target.value }),
          onBlur: () => this.take(), onKeyDown: (event) => { if (event.key === "Enter") { event.preventDefault(); this.take(); } },
        }),
        typed && !numbers(typed).ids.length ? h("p", { className: "jinguo-odd" }, "这里读不出编号，还没有记下：编号像 c-2026-0101") : null);
    },
    render() {
      const { onChange, forID } = this.props;
      const plain = this.plain();
      const named = !plain && (this.state.named || this.ids().length > 0);
      const pick = (each) => () => { this.setState({ named: each === "named" }); onChange(each === "named" ? undefined : each); };
      return h("div", { className: "jinguo-people", id: forID },
        choice(this.props, "none", "没有人，或者认不出是谁", plain === "none", pick("none")),
        choice(this.props, "crowd", "远景人群", plain === "crowd", pick("crowd")),
        choice(this.props, "named", "认得出的人，有同意书", named, pick("named")),
        named ? this.named() : null);
    },
  });

  // true, false, or nothing said.
  const YesNo = createClass({
    render() {
      const { value, onChange, forID } = this.props;
      return h("div", { className: "jinguo-people", id: forID },
        choice(this.props, "no", "没有", value === false, () => onChange(false)),
        choice(this.props, "yes", "有", value === true, () => onChange(true)));
    },
  });

  const soon = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });
  async function add(files) {
    for (const file of files) {
      const before = document.querySelectorAll(".jinguo-photo").length;
      const button = [...document.querySelectorAll("#nc-root button")].find((each) => each.textContent.includes("新增照片"));
      if (!button) return;
      button.click();
      for (let tries = 0; tries < 40 && document.querySelectorAll(".jinguo-photo").length === before; tries += 1) await soon(50);
      const boxes = document.querySelectorAll(".jinguo-photo");
      if (boxes.length === before) return;
      const box = boxes[boxes.length - 1];
      JinguoPhotos.give(box.querySelector("input[type=file]"), [file]);
      // The list must know of this one before it makes room for the next, else it forgets it.
      for (let tries = 0; tries < 100 && !box.querySelector("img"); tries += 1) await soon(50);
      await soon(100);
    }
  }

  // One photograph; photos.js has made it clean by the time it comes here.
  const Photo = createClass({
    async take(file) {
      const { onPersistMedia, onChange, field, entry } = this.props;
      const known = entry && entry.get("mediaFiles");
      if (!known || !known.some((each) => each.get("name") === file.name)) await onPersistMedia(file, { field });
      onChange(file.name);
    },
    render() {
      const { value, forID, getAsset, field } = this.props;
      const shown = value ? String(getAsset(value, field) || "") : "";
      return h("div", { className: "jinguo-photo" },
        shown ? h("img", { src: shown, alt: "已选的照片" }) : null,
        h("label", { className: "jinguo-button", htmlFor: forID }, value ? "换一张" : "选择照片"),
        h("input", {
          id: forID, type: "file", accept: "image/*,.heic,.heif",
          // Several at once: the others become photographs of their own below this one.
          multiple: !value && !location.hash.startsWith("#/collections/volunteer"),
          onChange: (event) => {
            const [file, ...more] = event.target.files;
            if (file) this.take(file).then(() => soon(300)).then(() => add(more));
          },
        }));
    },
  });

  CMS.registerWidget("jinguo-days", Days);
  CMS.registerWidget("jinguo-day", Day);
  CMS.registerWidget("jinguo-people", People);
  CMS.registerWidget("jinguo-yesno", YesNo);
  CMS.registerWidget("jinguo-photo", Photo);
  // A plain box to type in, which every phone's keyboard knows, shown as the Markdown it is.
  const Markdown = CMS.getWidget("markdown").preview;
  const Body = createClass({
    render() {
      const { value } = this.props;
      return h(Markdown, { ...this.props, value: typeof value === "string" ? JinguoSaving.tidy(value) : value });
    },
  });
  CMS.registerWidget("jinguo-body", CMS.getWidget("text").control, Body);
})();
