// 写一半的草稿：只放在这个标签页里，回来还在；送到了、退出了就不留。
const PREFIX = `draft ${document.querySelector("meta[name=staff]")?.content ?? ""} `;
const forms = [...document.querySelectorAll("form[data-draft]")];
const keyOf = (form) => PREFIX + form.dataset.draft;
const read = (key) => JSON.parse(sessionStorage.getItem(key) ?? "null");
const keep = (key, draft) => sessionStorage.setItem(key, JSON.stringify(draft));
const all = () => Object.keys(sessionStorage).filter((key) => key.startsWith("draft "));
const written = (form) => [...form.elements].filter((each) => each.name && each.matches("input:not([type=hidden]), select, textarea"));
const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.value);
const given = (field) => {
  if (field.type === "checkbox") return field.defaultChecked;
  return field.options ? ([...field.options].find((each) => each.defaultSelected) ?? field.options[0])?.value : field.defaultValue;
};
const isChanged = (form) => "unsaved" in form.dataset || written(form).some((field) => field.dataset.typed && valueOf(field) !== given(field));

const save = (form) => {
  const typed = written(form).filter((field) => field.dataset.typed);
  keep(keyOf(form), { fields: Object.fromEntries(typed.map((field) => [field.name, valueOf(field)])) });
};
const fillIn = (form) => {
  const draft = read(keyOf(form));
  for (const field of written(form)) {
    if (!draft || !(field.name in draft.fields)) continue;
    field.dataset.typed = "1";
    if (field.type === "checkbox") field.checked = draft.fields[field.name]; else field.value = draft.fields[field.name];
    if (field.options) field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return Boolean(draft) && isChanged(form);
};
const onTyped = (event) => {
  const form = event.target.form;
  if (!form?.matches("[data-draft]") || !event.target.name) return;
  event.target.dataset.typed = "1";
  save(form);
};

if (document.body.matches(".door")) { // 登录过期了没送到：登录以后还在
  for (const key of all()) keep(key, { fields: read(key).fields });
} else {
  for (const key of all()) if (read(key).sent || !key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  for (const form of forms.filter((each) => "unsaved" in each.dataset)) { // 有填错的：填过的都算写了一半
    for (const field of written(form)) field.dataset.typed = "1";
    save(form);
  }
  const found = forms.filter((form) => !("unsaved" in form.dataset)).filter(fillIn);
  const status = document.getElementById("status");
  if (found.length && status && !status.textContent) status.textContent = found.some((form) => form.id === "ticket-form") ? "结束的单子写了一半，还在（Alt+E）。" : "上次写了一半的还在。";
}
document.addEventListener("input", onTyped);
document.addEventListener("change", onTyped);
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (form.getAttribute("action")?.endsWith("/logout")) for (const key of all()) sessionStorage.removeItem(key);
  else if (form.matches("[data-draft]") && read(keyOf(form))) keep(keyOf(form), { ...read(keyOf(form)), sent: true });
});

// —— 改了没存，Esc 先问 ——
const asking = document.getElementById("unsaved");
const back = document.getElementById("back");
document.addEventListener("keydown", (event) => {
  const form = forms.find(isChanged);
  if (event.key !== "Escape" || event.isComposing || event.keyCode === 229 || !form || !back) return;
  if (event.target.closest("dialog") || document.querySelector(".earlier[open], .drop[open]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  asking.showModal();
}, true);
asking?.addEventListener("close", () => {
  const form = forms.find(isChanged);
  if (asking.returnValue === "save") form.requestSubmit(form.querySelector("button.primary"));
  if (asking.returnValue === "leave") { sessionStorage.removeItem(keyOf(form)); back.click(); }
  asking.returnValue = "";
});
