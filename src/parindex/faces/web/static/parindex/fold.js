// Text for searching without diacritics, as engine/values/vietnamese.py folds it.
export function fold(text) {
  return text.replace(/[đĐ]/g, "d").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}
