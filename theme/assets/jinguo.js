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
  // On a wide screen the tree of teams stands open.
  if (matchMedia("(min-width: 60em)").matches) {
    for (const branch of document.querySelectorAll(".tree details")) branch.open = true;
  }
  button.addEventListener("click", () => {
    const large = button.getAttribute("aria-pressed") !== "true";
    show(large);
    keep(large ? "1" : "0");
  });
})();
