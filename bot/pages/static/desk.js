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

// —— 输入法：字还没选定的时候，什么都不动 ——
let composing = false;
let afterComposing = []; // 选定之后再做的
document.addEventListener("compositionstart", () => { composing = true; }, true);
document.addEventListener("compositionend", () => {
  composing = false;
  for (const act of afterComposing.splice(0)) act();
}, true);
const isComposing = (event) => composing || event.isComposing || event.keyCode === 229;
const whenChosen = (act) => { if (composing) afterComposing.push(act); else act(); };

// —— 各栏 ——
const home = () => (line && !line.disabled ? line : byId("main")).focus({ preventScroll: true });
const within = (name) => byId(name)?.contains(document.activeElement);
const newestInView = () => {
  const newest = byId("said")?.lastElementChild;
  if (newest) byId("said").scrollTop += newest.getBoundingClientRect().top - byId("said").getBoundingClientRect().top;
};
const fillDraft = (draft) => { // 结束那张单子里还没动过的格，跟着通话走
  for (const [name, value] of Object.entries(draft ?? {})) {
    const field = byId("ticket-form")?.elements[name];
    if (!field || field.dataset.typed || field.value === value) continue;
    field.value = value;
    if (field.options) onlyWhere(field);
  }
};
const swap = (panels, sent) => {
  fillDraft(panels.draft);
  const at = document.activeElement;
  const wasInside = ["facts", "now", "measures"].some(within);
  const typing = at?.id && !sent.contains(at) && at.closest("#facts, #now") && at.value; // 别的格里正打着的字不能丢
  const ticked = [...document.querySelectorAll("#now [name=role]:checked")].filter((box) => !sent.contains(box)).map((box) => box.value);
  const open = new Set([...document.querySelectorAll("#measures .card[open]")].map((d) => d.parentElement.dataset.measure));
  const folds = ["#facts details.rest", "#measures details.others"].filter((name) => document.querySelector(name)?.open);
  for (const [name, html] of Object.entries(panels)) if (byId(name)) byId(name).innerHTML = html;
  for (const d of document.querySelectorAll("#measures .card")) if (open.has(d.parentElement.dataset.measure)) d.open = true;
  for (const box of document.querySelectorAll("#now [name=role]")) box.checked = ticked.includes(box.value);
  for (const name of folds) document.querySelector(name)?.setAttribute("open", "");
  byId("compared").replaceChildren(); // 事实变了，比过的不再作数
  newestInView();
  byId("now").scrollTop = 0;
  const changed = document.querySelector("#facts .overwritten, #facts .unnoted");
  if (changed) byId("facts").scrollTop = 0;
  showSources();
  const again = at?.id && byId(at.id);
  if (typing && !again) tell(`“${typing}”没有记下：那一项已经不问了。`, true);
  if (again && again !== at) {
    if (typing) again.value = typing;
    again.focus({ preventScroll: Boolean(changed) });
  } else if (wasInside && (document.activeElement === document.body || !document.activeElement)) home();
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
  whenChosen(() => swap(panels, form));
};

// —— 选项按序号：输入行里打 2 回车，或不在打字时按 2 ——
const choices = (place) => [...place.querySelectorAll("[data-n]")].filter((each) => each.checkVisibility() && each.closest("[data-choices]") === place);
const byNumber = (typed) => {
  const told = typed.trim();
  if (!/^\d{1,2}([ 、,，]+\d{1,2})*$/.test(told)) return false;
  const picked = told.split(/[ 、,，]+/).map((n) => choices(byId("now")).find((each) => each.dataset.n === n));
  if (picked.some((each) => !each) || (picked.length > 1 && picked[0].type !== "checkbox")) return false;
  line.value = "";
  byId("hits").replaceChildren();
  if (picked[0].type !== "checkbox") { picked[0].click(); return true; }
  for (const box of picked) box.checked = true;
  picked[0].form.requestSubmit(picked[0].form.querySelector("button.primary"));
  return true;
};

let supposed = 0;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-desk]")) {
    event.preventDefault();
    if (form.id === "entry" && byNumber(line.value)) return;
    send(form, event.submitter);
  }
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
line?.addEventListener("compositionend", () => line.dispatchEvent(new Event("input")));
line?.addEventListener("input", async (event) => {
  if (isComposing(event)) return;
  const mine = ++asked;
  const query = line.value.trim();
  if (query.length < 2 && !/[\u4e00-\u9fff]/.test(query)) { byId("hits").replaceChildren(); return; }
  const told = await answer(await fetch(`/desk/search?q=${encodeURIComponent(query)}`, { headers: FETCHED })).catch(() => null);
  if (told && mine === asked && line.value.trim()) byId("hits").innerHTML = told.html;
});
document.addEventListener("keydown", (event) => {
  if (isComposing(event) || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  const hits = [...document.querySelectorAll("#hits [data-hit]")];
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
const showMeasure = (measure) => {
  const card = document.querySelector(`[data-measure="${CSS.escape(measure)}"] > .card`);
  card.closest("details.others")?.setAttribute("open", "");
  card.open = true;
  card.querySelector("summary").focus();
  card.scrollIntoView({ block: "nearest" });
};

// —— 查到的：念出来，或到那一格去填 ——
const readOut = (hit) => {
  const told = hit?.querySelector("[data-words]");
  if (!told) return;
  const place = byId("read-out");
  const words = document.createElement("p");
  words.className = "answer";
  words.textContent = told.dataset.words;
  const box = Object.assign(document.createElement("div"), { className: "told-now", tabIndex: 0 });
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "念给来电人的话");
  box.append(words);
  place.replaceChildren(box, ...place.querySelectorAll(".asks"));
  place.dataset.words = told.dataset.words;
  byId("now").scrollTop = 0;
  line.focus();
};
const fillIn = (fact) => {
  const field = byId(`f-${fact}`);
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  field.scrollIntoView({ block: "nearest" });
};

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
  if (from) copy(byId(from.dataset.copyFrom).dataset.words);
  const fill = event.target.closest("[data-fill]");
  if (fill) fillIn(fill.dataset.fill);
  if (event.target.closest("[data-read-out]")) readOut(event.target.closest(".hit"));
  const go = event.target.closest("[data-go]");
  if (go) { event.preventDefault(); showMeasure(go.dataset.go); }
  if (event.target.id === "copy-summary") copySummary();
  if (event.target.closest("[data-print]")) print();
  if (event.target.id === "help") byId("keys").showModal();
});

// —— 快捷键 ——
const ending = () => { byId("compared").replaceChildren(); byId("ending").open = true; byId("ending").scrollIntoView({ block: "nearest" }); byId("outcome").focus(); };
const stepBack = (event) => { // Esc：先收起打开的单子，再回到输入行
  const drop = document.querySelector(".earlier[open], .drop[open]");
  if (drop) { event.preventDefault(); drop.open = false; drop.querySelector("summary").focus(); return; }
  if (byId("ending")?.open) { byId("ending").open = false; home(); return; }
  if (event.target.closest("#hits, #facts, #now, #measures, #said, #what-if, #ending")) home();
};
document.addEventListener("click", (event) => {
  for (const drop of document.querySelectorAll(".earlier[open], .drop[open]")) if (!drop.contains(event.target)) drop.open = false;
});
const askedFact = () => byId(`f-${document.querySelector("#now .ask [name=fact]")?.value}`);
const keys = {
  n: () => byId("new-call")?.click(), i: () => byId("go-inbox").click(), t: () => byId("go-tickets").click(), k: () => byId("go-knowledge").click(), d: () => byId("go-numbers").click(), p: () => byId("sheet")?.click(),
  h: () => byId("hold")?.click(), c: () => byId("read-out") && copy(byId("read-out").dataset.words),
  w: () => { byId("suppose")?.focus(); byId("suppose")?.select(); }, e: () => byId("ending") && ending(), m: () => byId("measures")?.focus(),
  f: () => (document.querySelector("#now [data-first]") ?? document.querySelector("#facts .unnoted [data-first]"))?.focus(),
  r: () => byId("refresh") ? byId("refresh").click() : readOut(document.activeElement?.closest(".hit") ?? document.querySelector("#hits .hit[open], #hits details.hit")),
  a: () => (askedFact() ?? document.querySelector("#facts .decides [data-auto]") ?? document.querySelector("#facts .group [data-auto]"))?.focus(),
  u: () => document.querySelector("#facts .unnoted [data-first]")?.focus(), z: () => byId("undo")?.click(),
};
document.addEventListener("keydown", (event) => {
  if (isComposing(event)) return;
  const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
  if (event.altKey && !event.ctrlKey && !event.metaKey) {
    const letter = event.code.replace(/^Key|^Digit/, "").toLowerCase();
    const tab = /^\d$/.test(letter) && document.querySelector(`[data-tab="${letter}"]`);
    const act = tab ? () => tab.click() : keys[letter];
    if (act) { event.preventDefault(); act(); }
  } else if (/^[1-9]$/.test(event.key) && !typing && byId("now") && !event.ctrlKey && !event.metaKey) {
    const place = event.target.closest("[data-choices]") ?? byId("now");
    const picked = choices(place).find((each) => each.dataset.n === event.key);
    if (picked) { event.preventDefault(); picked.click(); }
  } else if (event.key === "/" && !typing) {
    event.preventDefault();
    (line ?? byId("find"))?.focus();
  } else if (event.key === "?" && !typing) {
    byId("keys").showModal();
  } else if (event.key === "Escape" && !event.target.closest("dialog")) {
    stepBack(event);
  }
});

// —— 工单与各张表：上下键一行一行走，转办才问转给谁 ——
const onlyWhere = (select) => {
  for (const each of select.form.querySelectorAll("[data-only]")) each.hidden = each.dataset.only !== select.value;
};
for (const select of document.querySelectorAll("[data-outcome]")) onlyWhere(select);
document.addEventListener("change", (event) => { if (event.target.matches("[data-outcome]")) onlyWhere(event.target); });
document.addEventListener("keydown", (event) => {
  if (isComposing(event)) return;
  if (event.key === "Escape" && !event.defaultPrevented && !event.target.closest("dialog")) byId("back")?.click();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.matches("[data-item]")) return;
  const items = [...document.querySelectorAll("[data-item]")];
  const next = items[items.indexOf(event.target) + step];
  if (next) { event.preventDefault(); next.focus(); }
});

// —— 收件箱：等着的人多了响一声，正在谈的自己更新 ——
const sound = byId("sound");
const isOn = () => localStorage.getItem("sound") !== "off";
const showSound = () => { sound?.setAttribute("aria-pressed", String(isOn())); };
sound?.addEventListener("click", () => { localStorage.setItem("sound", isOn() ? "off" : "on"); showSound(); });
showSound();
const ring = () => {
  if (!isOn() || !navigator.userActivation?.hasBeenActive) return;
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  volume.gain.setValueAtTime(0.15, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.5);
  tone.frequency.value = 880;
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.5);
  tone.onended = () => audio.close();
  document.body.dataset.rang = String(Number(document.body.dataset.rang ?? 0) + 1);
};
const asking = async (address) => {
  if (document.hidden) return null;
  const response = await fetch(address, { headers: FETCHED }).catch(() => null);
  return response?.ok ? response.json() : null;
};
const lookForPeople = async () => {
  const told = await asking("/desk/inbox/waiting");
  const people = byId("waiting-people");
  if (!told || !people) return;
  if (told.people > Number(people.dataset.people)) ring();
  people.dataset.people = told.people;
  people.textContent = told.told;
  byId("waiting-count").textContent = told.count;
  byId("waiting-count").hidden = !told.count;
  if (refresh && told.count > Number(refresh.dataset.count)) refresh.hidden = false;
  if (refresh) refresh.dataset.count = told.count;
};
setInterval(lookForPeople, 10_000);
// 有新的先说一声，按了才换，正要点的那一行不会自己跑；正写着的答复不动
const refresh = byId("refresh");
refresh?.addEventListener("click", async (event) => {
  event.preventDefault();
  const html = await fetch(location.pathname.replace(/\/\d+$/, "") + location.search, { headers: { Accept: "text/html" } }).then((r) => r.text()).catch(() => "");
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("waiting-list");
  if (!fresh) { location.assign(refresh.href); return; }
  const at = document.activeElement?.closest("#waiting-list [data-item]")?.getAttribute("href");
  byId("waiting-list").replaceChildren(...fresh.childNodes);
  refresh.hidden = true;
  document.querySelector(at ? `#waiting-list [href="${CSS.escape(at)}"]` : "#waiting-list [data-item]")?.focus();
});
document.addEventListener("input", async (event) => { // 动笔才算接了，只打开看看不占着
  const path = event.target.dataset?.takes;
  if (!path) return;
  delete event.target.dataset.takes;
  const body = new URLSearchParams({ csrf, action: "take" }).toString();
  const told = await post({ action: path }, body);
  if (told) { tell(told.told); byId("put-back").hidden = false; }
});
const live = byId("live");
const lookForWords = async () => {
  const told = await asking(live.dataset.said);
  if (!told || String(told.count) === live.dataset.count) return;
  live.dataset.count = told.count;
  live.innerHTML = told.html;
  live.scrollTop = live.scrollHeight;
};
if (live) { setInterval(lookForWords, 2_500); live.scrollTop = live.scrollHeight; }
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("form[data-draft] *") && !isComposing(event)) {
    event.target.form.requestSubmit(event.target.form.querySelector("button.primary"));
  }
});

newestInView();
