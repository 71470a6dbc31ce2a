// 对话页：没有脚本也能用（表单照常提交）；有脚本就只换动了的那一块。
const log = document.getElementById("log");
const composer = document.getElementById("composer");
const text = document.getElementById("text");

const post = (form, submitter) => {
  const data = new URLSearchParams(new FormData(form, submitter));
  data.set("message_id", crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2));
  const send = () => fetch(form.action, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } });
  return send().catch(() => new Promise((again) => setTimeout(again, 1500)).then(send)); // 同一编号重发，只答一次
};

const notice = (words) => {
  const line = document.createElement("p");
  line.className = "notice";
  line.setAttribute("role", "alert");
  line.textContent = words;
  log.append(line);
  line.scrollIntoView({ block: "nearest" });
};

// 有了新的答复，前面的选项就收起来：点旧的会答错题（工作人员插的话不算）。
const retire = () => {
  for (const old of log.querySelectorAll(".exchange[data-number] form.options")) old.remove();
};

const append = (html) => {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const article = holder.content.firstElementChild;
  if (document.getElementById(article.id)) return;
  if (!article.querySelector(".from")) retire();
  log.append(article);
  article.scrollIntoView({ block: "start", behavior: "smooth" });
};

const show = (answer, sent) => {
  if (answer.forgotten) for (const old of log.querySelectorAll("[data-number]")) old.remove(); // 删了就不再留在眼前
  append(answer.html);
  const at = document.activeElement;
  const typing = at?.id && !sent.contains(at) && at.closest("#facts") && at.value; // 别的格里正打着的字不能丢
  document.getElementById("facts").innerHTML = answer.facts;
  const again = at?.id && document.getElementById(at.id);
  if (again && again !== at) {
    if (typing) again.value = typing;
    again.focus();
  }
  document.getElementById("facts-count").textContent = answer.count;
};

const giveBack = (form, typed) => {
  if (form === composer && !text.value) { text.value = typed; grow(); }
};

const talk = async (form, submitter) => {
  const waiting = document.createElement("p");
  waiting.className = "waiting";
  waiting.textContent = "正在看…";
  const typed = text.value;
  const sending = post(form, submitter);
  if (form === composer) { text.value = ""; grow(); } // 等着的时候接着打的字要留住
  const late = setTimeout(() => log.append(waiting), 300);
  form.setAttribute("aria-busy", "true");
  try {
    const response = await sending;
    const answer = await response.json();
    if (response.status === 504) return notice(answer.error); // 记下了，答复随后自己出来：不要再发一遍
    if (!response.ok) { giveBack(form, typed); return notice(answer.error); }
    form.closest(".options")?.remove();
    show(answer, form);
  } catch {
    giveBack(form, typed);
    notice("没有连上，请看看网络，再发一次。");
  } finally {
    clearTimeout(late);
    waiting.remove();
    form.removeAttribute("aria-busy");
  }
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-chat]")) {
    event.preventDefault();
    if (form.getAttribute("aria-busy") !== "true") talk(form, event.submitter);
  } else if (form.matches("[data-feedback]")) {
    event.preventDefault();
    post(form, event.submitter)
      .then((response) => { if (!response.ok) throw response; form.textContent = "记下了，谢谢。"; })
      .catch(() => notice("没有记下，请过一会儿再点。"));
  }
});

const copy = async (words, button) => {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    const area = document.createElement("textarea"); // 微信里没有剪贴板接口时
    area.value = words;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  button.textContent = "已复制";
  setTimeout(() => { button.textContent = button.dataset.copy === undefined ? "分享全文" : "复制"; }, 1500);
};

const whole = () => [...log.querySelectorAll(".exchange[data-number]")].map((article) => {
  const said = article.querySelector(".said p")?.textContent;
  const answered = article.querySelector("[data-copy]")?.dataset.copy ?? "";
  return (said ? `问：${said}\n` : "") + `答：${answered}`;
}).join("\n\n");

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy], [data-share]");
  if (!button) return;
  if (button.dataset.copy !== undefined) return void copy(button.dataset.copy, button);
  if (navigator.share) navigator.share({ text: whole() }).catch(() => {});
  else copy(whole(), button);
});

const grow = () => {
  text.style.height = "auto";
  if (text.value) text.style.height = `${text.scrollHeight + 2}px`;
};
new ResizeObserver(() => document.documentElement.style.setProperty("--composer", `${composer.offsetHeight}px`)).observe(composer);
text.addEventListener("input", grow);
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
    event.preventDefault();
    composer.requestSubmit();
  }
});

document.addEventListener("keydown", (event) => {
  const panel = document.getElementById("facts-panel");
  if (event.key === "Escape" && panel.open) { panel.open = false; panel.querySelector("summary").focus(); }
});

if ("EventSource" in window) {
  new EventSource("/chat/events").addEventListener("message", (event) => append(JSON.parse(event.data).html));
}
log.lastElementChild?.scrollIntoView({ block: "end" });
