// The 大字版 switch: remembered on this device; the page is complete without it.
(() => {
  const root = document.documentElement;
  const button = document.querySelector(".larger");
  const read = () => { try { return localStorage.getItem("larger"); } catch { return null; } };
  const keep = (value) => { try { localStorage.setItem("larger", value); } catch { /* private mode */ } };
  const show = (large) => {
    root.classList.toggle("larger-text", large);
    button.setAttribute("aria-pressed", String(large));
  };
  show(read() === "1");
  button.hidden = false;
  // The tree of teams stands open; on a narrow screen it is folded, but never on paper.
  const unfold = (open) => { for (const branch of document.querySelectorAll(".tree details")) branch.open = open; };
  if (!matchMedia("(min-width: 60em)").matches) {
    unfold(false);
    addEventListener("beforeprint", () => unfold(true));
  }
  button.addEventListener("click", () => {
    const large = button.getAttribute("aria-pressed") !== "true";
    show(large);
    keep(large ? "1" : "0");
  });
})();
