// 测算单：打印、复制、回到来电，都有键。
const byId = (name) => document.getElementById(name);
const copy = async () => {
  try { await navigator.clipboard.writeText(byId("copy").dataset.copy); byId("copy").textContent = "已复制"; } catch { byId("copy").textContent = "浏览器不让复制，请手工选中"; }
};
byId("print").addEventListener("click", () => print());
byId("copy").addEventListener("click", copy);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "p") print();
  if (event.key === "c") copy();
  if (event.key === "d") byId("pdf")?.click();
  if (event.key === "Escape") byId("back").click();
});
