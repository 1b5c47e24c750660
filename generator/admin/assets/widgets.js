// Fields that Decap lacks. Each writes what the record itself holds.
(() => {
  "use strict";
  const { CMS, createClass, h, JINGUO } = window;
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

  // none, crowd, or ids of consents: who can be recognised in a photograph.
  const People = createClass({
    getInitialState() { return { typed: null, named: false }; },
    ids() {
      const { value } = this.props;
      const list = value && value.toJS ? value.toJS() : value;
      return Array.isArray(list) ? list : [];
    },
    render() {
      const { value, onChange, forID, classNameWrapper } = this.props;
      const ids = this.ids();
      const plain = typeof value === "string" ? value : ids.length === 1 && /^(none|crowd)$/.test(ids[0]) ? ids[0] : "";
      const named = !plain && (this.state.named || ids.length > 0);
      const pick = (each) => () => { this.setState({ named: each === "named" }); onChange(each === "named" ? undefined : each); };
      const type = (text) => {
        this.setState({ typed: text });
        const found = text.match(/c-\d{4}-\d{4,}/g) || [];
        onChange(found.length ? found : undefined);
      };
      return h("div", { className: "jinguo-people", id: forID },
        choice(this.props, "none", "没有人，或者认不出是谁", plain === "none", pick("none")),
        choice(this.props, "crowd", "远景人群", plain === "crowd", pick("crowd")),
        choice(this.props, "named", "认得出的人，有同意书", named, pick("named")),
        named ? h("input", {
          className: classNameWrapper, "aria-label": "同意书编号", placeholder: "同意书编号，如 c-2026-0101，几个人用顿号隔开",
          list: `${forID}-ids`, value: this.state.typed === null ? ids.join("、") : this.state.typed,
          onChange: (event) => type(event.target.value),
        }) : null,
        named ? h("datalist", { id: `${forID}-ids` },
          JINGUO.consents.map((each) => h("option", { key: each.value, value: each.value }, each.label))) : null);
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
          onChange: (event) => { const file = event.target.files[0]; if (file) this.take(file); },
        }));
    },
  });

  CMS.registerWidget("jinguo-days", Days);
  CMS.registerWidget("jinguo-day", Day);
  CMS.registerWidget("jinguo-people", People);
  CMS.registerWidget("jinguo-yesno", YesNo);
  CMS.registerWidget("jinguo-photo", Photo);
  // A plain box to type in, which every phone's keyboard knows, shown as the Markdown it is.
  CMS.registerWidget("jinguo-body", CMS.getWidget("text").control, CMS.getWidget("markdown").preview);
})();
