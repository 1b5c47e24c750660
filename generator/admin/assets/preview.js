// The story as the site shows it: the markup of theme/story.html, with the theme's own styles.
(() => {
  "use strict";
  const { CMS, createClass, h, JINGUO } = window;
  const plain = (value) => (value && value.toJS ? value.toJS() : value);
  const spoken = (text) => {
    const [year, month, date] = String(text || "").split("-").map(Number);
    return date ? `${year}年${month}月${date}日` : "";
  };
  const days = (value) => {
    if (!value || typeof value === "string") return spoken(value);
    return value.from === value.to ? spoken(value.from) : `${spoken(value.from)}至${spoken(value.to)}`;
  };
  // The theme makes room by a photograph's proportions, which are known once it is there.
  const shaped = (event) => {
    const place = event.target.closest("li, figure.lead-photo");
    const ratio = event.target.naturalWidth / event.target.naturalHeight;
    place.style.setProperty("--r", ratio);
    if (place.matches("figure")) place.classList.toggle("portrait", ratio < 1);
  };
  const words = (photo) => [photo.caption, photo.credit ? h("small", { key: "c" }, ` 图片：${photo.credit}`) : null];

  const Story = createClass({
    picture(photo, index, lead) {
      const source = photo.file ? String(this.props.getAsset(photo.file) || "") : "";
      const figure = [
        h("a", { key: "a", className: "frame" },
          h("picture", {}, source ? h("img", { src: source, alt: photo.alt || "", onLoad: shaped }) : null),
          photo.ai ? h("span", { className: "ai" }, "AI 生成") : null),
        photo.caption || photo.credit ? h("figcaption", { key: "f" }, words(photo)) : null,
      ];
      if (lead) return h("figure", { className: "lead-photo", style: { "--r": 1.5 } }, figure);
      return h("li", { key: index, style: { "--r": 1.5 } }, h("figure", {}, figure));
    },
    list(label, names) {
      const given = (names || []).filter(Boolean);
      if (!given.length) return null;
      return [h("h2", { key: `h${label}` }, label),
        h("ul", { key: label, className: "links", role: "list" }, given.map((name) => h("li", { key: name }, h("a", {}, name))))];
    },
    facts(data) {
      const told = [
        data.served && data.served.people ? ["服务", `${data.served.group || ""} ${data.served.people} 人`] : null,
        data.volunteers ? ["志愿者", `${data.volunteers} 人`] : null,
        data.hours ? ["服务时长", `${data.hours} 小时`] : null,
      ].filter(Boolean);
      if (!told.length) return null;
      return [h("h2", { key: "h" }, "这次活动"), h("dl", { key: "d", className: "facts" },
        told.map(([label, value]) => h("div", { key: label }, h("dt", {}, label), " ", h("dd", {}, value))))];
    },
    credits(given) {
      const labels = { source: "来源", photo: "图片", edit: "编辑", proof: "校对", review: "审核", issue: "签发" };
      const told = Object.keys(labels).filter((key) => (given || {})[key]);
      if (!told.length) return null;
      return h("footer", { className: "credits" }, h("dl", {},
        told.map((key) => h("div", { key }, h("dt", {}, labels[key]), " ", h("dd", {}, given[key])))));
    },
    render() {
      const data = plain(this.props.entry.get("data")) || {};
      const photos = (data.photos || []).filter((each) => each && each.file);
      const place = data.place || {};
      const where = [[JINGUO.divisions[place.township], place.township].filter(Boolean).join(""), place.spot];
      const brand = JINGUO.brands[data.brand] || {};
      return h("main", { id: "main" }, h("article", { style: brand.colour ? { "--brand": brand.colour } : {} },
        h("header", { className: "page-head" },
          h("p", { className: "label" }, h("a", {}, data.brand || "（还没有选品牌）")),
          h("h1", { className: (data.title || "").length > 26 ? "long" : undefined }, data.title || "（还没有标题）"),
          h("p", { className: "meta" }, h("time", {}, days(data.date)), " ", h("span", {}, where.filter(Boolean).join(" · ")))),
        photos.length ? this.picture(photos[0], 0, true) : null,
        h("div", { className: "with-side" },
          h("div", {}, data.body
            ? h("div", { className: "prose" }, this.props.widgetFor("body"))
            : h("p", { className: "prose" }, data.summary || "（还没有正文）")),
          h("aside", { className: "side" },
            this.facts(data),
            this.list("队伍", (data.teams || []).map((each) => JINGUO.teams[each] || each)),
            this.list("所属", [
              data.project ? `项目：${JINGUO.projects[data.project] || data.project}` : "",
              data.campaign ? `节点：${JINGUO.campaigns[data.campaign] || data.campaign}` : "",
            ]),
            this.list("类别", data.categories))),
        photos.length > 1 ? h("section", {}, h("h2", {}, "现场"),
          h("ul", { className: "gallery", role: "list" }, photos.slice(1).map((each, index) => this.picture(each, index + 1)))) : null,
        this.credits(data.credits)));
    },
  });

  CMS.registerPreviewTemplate("story", Story);
  CMS.registerPreviewStyle(new URL("theme/jinguo.css", document.baseURI).href);
  CMS.registerPreviewStyle("body{padding:0 1.25rem 3rem}.gallery figure img{width:100%;height:auto}", { raw: true });
})();
