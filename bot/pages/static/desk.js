// 接线台：键盘为先；改了什么只换那几栏，光标留在原处。
const byId = (name) => document.getElementById(name);
const line = byId("line");
const status = byId("status");
const csrf = document.querySelector("meta[name=csrf]").content;
const FETCHED = { "X-Requested-With": "fetch", "X-CSRF-Token": csrf };

const tell = (words, wrong = false) => {
  status.textContent = words;
  status.classList.toggle("wrong", wrong);
};

let leaving = false;
const answer = async (response) => {
  if (response.status === 401) { // 回到登录，登录后回到这一页
    if (leaving) return null;
    leaving = true;
    location.assign(`/desk/login?next=${encodeURIComponent(location.pathname)}`);
    return null;
  }
  const told = await response.json();
  if (!response.ok) { tell(told.error, true); return null; }
  return told;
};

const fields = (form, submitter) => new URLSearchParams(new FormData(form, submitter)).toString();
const post = async (form, body) => {
  try {
    const headers = { ...FETCHED, "Content-Type": "application/x-www-form-urlencoded" };
    return await answer(await fetch(form.action, { method: "POST", body, headers }));
  } catch {
    tell("没有连上服务，请再试一次。", true);
    return null;
  }
};

// —— 三栏 ——
const swap = (panels, sent) => {
  const at = document.activeElement;
  const typing = at?.id && !sent.contains(at) && at.closest("#facts") && at.value; // 别的格里正打着的字不能丢
  const ticked = [...document.querySelectorAll("#facts [name=role]:checked")].filter((box) => !sent.contains(box)).map((box) => box.value);
  const open = new Set([...document.querySelectorAll("#measures details[open]")].map((d) => d.parentElement.dataset.measure));
  const rest = document.querySelector("#facts details.rest")?.open;
  for (const [name, html] of Object.entries(panels)) byId(name).innerHTML = html;
  for (const d of document.querySelectorAll("#measures details")) if (open.has(d.parentElement.dataset.measure)) d.open = true;
  for (const box of document.querySelectorAll("#facts [name=role]")) box.checked = ticked.includes(box.value);
  if (rest) document.querySelector("#facts details.rest")?.setAttribute("open", "");
  byId("compared").replaceChildren(); // 事实变了，比过的不再作数
  byId("said").lastElementChild?.scrollIntoView({ block: "nearest" });
  showSources();
  const again = at?.id && byId(at.id);
  if (typing && !again) tell(`“${typing}”没有记下：那一项已经不问了。`, true);
  if (!again || again === at) return;
  if (typing) again.value = typing;
  again.focus();
};

let sentLast = 0;
let shownLast = 0; // 先送的后到，不能盖掉后送的
const send = async (form, submitter) => {
  if (form.id === "entry" && !line.value.trim()) return;
  const body = fields(form, submitter);
  const typed = line?.value;
  if (form.id === "entry") { line.value = ""; byId("hits").replaceChildren(); }
  if (form.sending !== undefined) { // 回车既是改动也是提交，只送一次；改了又改，接着送
    if (body !== form.sending) (form.queue ??= []).push(body);
    return;
  }
  const mine = ++sentLast;
  let panels = null;
  tell("");
  for (let next = body; next !== undefined; next = form.queue?.shift()) {
    form.sending = next;
    panels = (await post(form, next)) ?? panels;
  }
  delete form.sending;
  if (!panels && form.id === "entry" && !line.value) line.value = typed;
  if (!panels || mine < shownLast) return;
  shownLast = mine;
  swap(panels, form);
};

let supposed = 0;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-desk]")) { event.preventDefault(); send(form, event.submitter); }
  if (form.id === "what-if") {
    event.preventDefault();
    const mine = ++supposed;
    post(form, fields(form)).then((told) => { if (told && mine === supposed) byId("compared").innerHTML = told.html; });
  }
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-auto]")) send(event.target.form);
});

// —— 边打边查 ——
let asked = 0;
line?.addEventListener("input", async () => {
  const mine = ++asked;
  const query = line.value.trim();
  if (query.length < 2) { byId("hits").replaceChildren(); return; }
  const told = await answer(await fetch(`/desk/search?q=${encodeURIComponent(query)}`, { headers: FETCHED })).catch(() => null);
  if (told && mine === asked && line.value.trim()) byId("hits").innerHTML = told.html;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const hits = [...document.querySelectorAll("#hits summary")];
  const place = hits.indexOf(document.activeElement);
  if (!hits.length || (place < 0 && document.activeElement !== line)) return;
  event.preventDefault();
  const next = place + (event.key === "ArrowDown" ? 1 : -1);
  (hits[next] ?? (next < 0 ? line : hits[place])).focus();
});

// —— 原文：展开的措施旁边，标出引用的那一句 ——
const sources = new Map();
const showSource = async (holder) => {
  const measure = holder.dataset.measure;
  const quote = holder.querySelector(".quote");
  if (!quote || holder.querySelector(".source-text")) return;
  if (!sources.has(measure)) sources.set(measure, fetch(`/desk/source/${measure}`, { headers: FETCHED }).then(answer));
  const told = await sources.get(measure);
  if (told && !holder.querySelector(".source-text")) { quote.insertAdjacentHTML("afterend", told.html); quote.hidden = true; }
};
const showSources = () => {
  for (const card of document.querySelectorAll("#measures .card[open]")) showSource(card.parentElement);
};
document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("#measures .card") && event.target.open) showSource(event.target.parentElement);
}, true);
showSources();

// —— 复制 ——
const copy = async (words) => {
  try { await navigator.clipboard.writeText(words); tell("已复制。"); } catch { tell("浏览器不让复制，请手工选中。", true); }
};
const copySummary = async () => {
  const told = await fetch(byId("copy-summary").dataset.summary, { headers: FETCHED }).then(answer).catch(() => null);
  if (told) copy(told.text);
};
document.addEventListener("click", (event) => {
  const from = event.target.closest("[data-copy-from]");
  if (from) copy(byId(from.dataset.copyFrom).textContent);
  if (event.target.id === "copy-summary") copySummary();
  if (event.target.id === "help") byId("keys").showModal();
});

// —— 快捷键 ——
const ending = () => { byId("ending").open = true; byId("outcome").focus(); };
const keys = {
  n: () => byId("new-call").click(), i: () => byId("go-inbox").click(), p: () => byId("sheet")?.click(),
  h: () => byId("hold")?.click(), c: () => byId("read-out") && copy(byId("read-out").textContent),
  w: () => byId("suppose")?.focus(), e: () => byId("ending") && ending(), m: () => byId("measures")?.focus(),
  f: () => document.querySelector("#facts [data-first]")?.focus(),
};
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
  if (event.altKey && !event.ctrlKey && !event.metaKey) {
    const letter = event.code.replace(/^Key|^Digit/, "").toLowerCase();
    const tab = /^\d$/.test(letter) && document.querySelector(`[data-tab="${letter}"]`);
    const act = tab ? () => tab.click() : keys[letter];
    if (act) { event.preventDefault(); act(); }
  } else if (event.key === "/" && !typing) {
    event.preventDefault();
    line?.focus();
  } else if (event.key === "?" && !typing) {
    byId("keys").showModal();
  } else if (event.key === "Escape" && event.target.closest("#hits, #facts, #measures, #what-if, #ending")) {
    line?.focus();
  }
});
