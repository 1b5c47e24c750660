// What personal data looks like, for a form whose platform takes whatever a page sends: on loopback our server reads
// everything itself. The shapes are those of generator/personal.py; a test holds both against the same texts.
(() => {
  "use strict";
  const HIDDEN = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\ufe00-\ufe0f\ufeff]/g;
  const ROUND = new Map();
  for (const row of ["❶❷❸❹❺❻❼❽❾", "➀➁➂➃➄➅➆➇➈", "➊➋➌➍➎➏➐➑➒", "⓵⓶⓷⓸⓹⓺⓻⓼⓽"]) {
    [...row].forEach((char, at) => ROUND.set(char, String(at + 1)));
  }
  for (const char of ["⓿", "🄋", "🄌"]) ROUND.set(char, "0");
  const BLANK = "[\\s\\-‐-―−·•.。_\\/*()\\\\]";
  const GAP = `${BLANK}{0,3}`;
  const MOBILE = new RegExp(`(?<!\\d)(?<!\\d\\.)(?:\\+?${GAP}(?:00)?86${GAP})?(1${GAP}[3-9](?:${GAP}\\d){9})(?!\\d)(?!\\.\\d)`, "g");
  const HAN = "零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖";
  const HAN_MOBILE = new RegExp(`(?<![${HAN}])[一幺壹][三四五六七八九叁肆伍陆柒捌玖][${HAN}]{9}(?![${HAN}])`);
  const ID = new RegExp(`(?<!\\d)([1-8]${GAP}(?:\\d${GAP}){16}[\\dXx])(?![\\dA-Za-z])`, "g");
  const OLD_ID = /(?<![\d.])[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![\d.])/;
  const S = "[^\\S\\n]*";
  const WECHAT = new RegExp(
    `(加?${S}微${S}信${S}(?:号码?|ID|账号|帐号)?|薇${S}信号?|威信号|wei\\s?xin(?:号|id)?|we\\s?chat(?:号|\\s?id)?`
    + `|加${S}(?:[微薇]|v(?![a-z]))|(?<![a-z])[vw]x(?:号|id(?![a-z])|(?![a-z]))|(?<![a-z])v信号?)`
    + `(?:${S}[(\\[【]?(?:号?同(?:号码?|步|手机号?码?|电话|名)|号同)[)\\]】]?)?`
    + `(${S}(?:[:=]\\s*|是|为|同|加|搜索?|[(\\[【“"'])?${S}[“"'(]?)`
    + "([a-z][a-z0-9_-]{5,19})(?![a-z0-9_-]*(?:@|[./][a-z0-9]))", "gi");
  const WXID = /(?<![a-z0-9_])wxid_[a-z0-9]{6,24}(?![a-z0-9_-]*(?:@|[./][a-z0-9]))/i;
  const WORDS = ["wechat", "weixin", "android", "iphone", "harmonyos", "mini-program", "miniprogram", "browser"];
  const EMAIL = /(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}(?![A-Za-z0-9-])/g;
  const KEY = /AGE-SECRET-KEY-(?:PQ-)?1[A-Z0-9]{20,}|-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/i;

  const plain = (text) => [...text.replace(/[㎟-㎦]|(?<=m)[²³]/g, " ")].map((char) => ROUND.get(char) || char).join("")
    .normalize("NFKC").replace(HIDDEN, "");

  // A match that does not hold may have another one begin inside it.
  function some(pattern, text, holds) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      if (holds(match[1])) return match[1];
      pattern.lastIndex = match.index + match[0].indexOf(match[1]) + 1;
    }
    return "";
  }

  // Whole, in up to four groups, or every digit apart; other rows of digits are dates, counts and amounts.
  function likePhone(number) {
    const groups = number.split(new RegExp(`${BLANK}+`));
    const lengths = groups.map((each) => each.length);
    if (groups.length === 1 || groups.length === 11) return true;
    if (groups.length > 4 || lengths[lengths.length - 1] === 1) return false;
    if (lengths[0] < 3 && Math.max(...lengths) <= 4) return false;
    const month = Number(groups[1]);
    const date = (lengths[1] <= 2 && month >= 1 && month <= 12) || /^(?:19|20)\d\d$/.test(groups[1]);
    return !(lengths[0] === 4 && groups[0].startsWith("19") && date);
  }

  const digits = (text) => text.replace(/[^\dXx]/g, "").toUpperCase();
  function born(number) {
    const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  }
  const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const checked = (number) => number[17]
    === "10X98765432"[WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(number[at]), 0) % 11];

  function wechat(text) {
    if (WXID.test(text)) return true;
    for (const [, label, mark, id] of text.matchAll(WECHAT)) {
      const told = mark.trim() || /^加|号|id$/i.test(label) || /[\d_]/.test(id);
      if (told && !WORDS.includes(id.toLowerCase())) return true;
    }
    return false;
  }

  // What one text holds, in words that do not repeat it.
  function find(text, publicEmails = []) {
    const read = plain(text);
    const found = [];
    const id = some(ID, read, (each) => born(digits(each)));
    if (id && checked(digits(id))) found.push("这里有明文身份证号（P1）");
    else if (id) found.push("这里像是身份证号，校验位不对（P2）");
    else if (OLD_ID.test(read) && /身份证|证件号|ID\s*(?:card|number|号)/i.test(read)) found.push("这里有明文身份证号（P1）");
    const rest = id ? read.replace(id, " ") : read;
    if (some(MOBILE, rest, likePhone) || HAN_MOBILE.test(rest)) found.push("这里有明文手机号码（P3）");
    const emails = [...read.matchAll(EMAIL)].map((each) => each[0].toLowerCase());
    if (emails.some((each) => !publicEmails.includes(each))) found.push("这里有电子邮箱（P4）");
    if (wechat(read)) found.push("这里有明文微信号（P5）");
    if (KEY.test(read)) found.push("这里有私钥（T14）");
    return found;
  }

  // Every text of a record with its place: the labels of the form, photographs and paragraphs by number.
  function* texts(value, fields, place) {
    if (typeof value === "string") yield [place, value];
    else if (Array.isArray(value)) {
      for (const [at, each] of value.entries()) yield* texts(each, fields, `${place} ${at + 1}`);
    } else if (value && typeof value === "object") {
      for (const [key, each] of Object.entries(value)) {
        const field = fields.find((known) => known.name === key);
        const label = field ? field.label : key;
        yield* texts(each, (field && field.fields) || [], place ? `${place} · ${label}` : label);
      }
    }
  }

  function inRecord(data, fields, publicEmails) {
    const told = [];
    const { body, ...rest } = data;
    for (const [place, text] of texts(rest, fields, "")) {
      for (const each of find(text, publicEmails)) told.push(`${place}：${each}`);
    }
    const paragraphs = String(body || "").split(/\n\s*\n/).filter((each) => each.trim());
    paragraphs.forEach((text, at) => {
      for (const each of find(text, publicEmails)) told.push(`正文第 ${at + 1} 段：${each}`);
    });
    if (!told.length) for (const each of find(String(body || ""), publicEmails)) told.push(`正文：${each}`);
    return [...new Set(told)];
  }

  window.JinguoPersonal = { find, inRecord };
})();
