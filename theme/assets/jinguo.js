// The 大字版 switch, remembered on this device, and the folded tree of teams. Every page is complete without this.
(() => {
  const root = document.documentElement;
  const button = document.querySelector(".larger");
  const keep = (value) => { try { localStorage.setItem("larger", value); } catch { /* private mode */ } };
  const show = (large) => {
    root.classList.toggle("larger-text", large);
    button.setAttribute("aria-pressed", String(large));
  };
  show(root.classList.contains("larger-text"));  // set in the head, before the first paint
  button.addEventListener("click", () => {
    const large = !root.classList.contains("larger-text");
    show(large);
    keep(large ? "1" : "0");
  });
  // The tree of teams stands open; on a narrow screen it is folded. On paper everything is open.
  const unfold = (which, open) => { for (const each of document.querySelectorAll(which)) each.open = open; };
  if (!matchMedia("(min-width: 60em)").matches) unfold(".tree details", false);
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:not([open])")];
    unfold("main details", true);
  });
  addEventListener("afterprint", () => { for (const each of folded) each.open = false; });
  // A menu that hangs over the page goes away when attention does.
  const menu = document.querySelector(".menu");
  addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
