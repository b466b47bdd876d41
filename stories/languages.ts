/** What the same page says in each language that has labels. */
import { DEFAULT_LABELS, type Labels } from "oneshot-chat";
import { ar } from "oneshot-chat/labels/ar";
import { de } from "oneshot-chat/labels/de";
import { ANSWER, QUESTION } from "./scene.js";

export interface Language {
  readonly labels: Labels;
  readonly title: string;
  readonly greeting: string;
  readonly placeholder: string;
  readonly suggestion: string;
  readonly consent: string;
  readonly retrieve: string;
  readonly write: string;
  readonly question: string;
  /** Two sentences. In stories that pause, only the first one has arrived. */
  readonly answer: readonly [first: string, second: string];
  readonly source: string;
}

const [first = "", second = ""] = ANSWER.split(/(?=\n\n)/);

export const english: Language = {
  labels: DEFAULT_LABELS,
  title: "Questions about your order?",
  greeting: "I know our help pages by heart.",
  placeholder: "Ask about orders, returns or delivery",
  suggestion: "When will my parcel arrive?",
  consent: "Your question is sent to a language model in the EU. It is not kept.",
  retrieve: "Searching the help pages",
  write: "Writing the answer",
  question: QUESTION,
  answer: [first, second],
  source: "Refund policy",
};

export const german: Language = {
  labels: de,
  title: "Fragen zur Bestellung?",
  greeting: "Ich kenne unsere Hilfeseiten auswendig.",
  placeholder: "Bestellung, Rückgabe, Lieferung",
  suggestion: "Wann kommt mein Paket an?",
  consent: "Ihre Frage geht an ein Sprachmodell in der EU. Sie wird nicht gespeichert.",
  retrieve: "Hilfeseiten durchsuchen",
  write: "Antwort schreiben",
  question: "Bekomme ich mein Geld zurück?",
  answer: [
    "Ja. Sie können alles innerhalb von 30 Tagen zurückschicken und bekommen Ihr Geld zurück.",
    "\n\nVerwenden Sie den Aufkleber aus dem Paket. Die Rücksendung ist kostenlos.",
  ],
  source: "Rückgaberecht",
};

export const arabic: Language = {
  labels: ar,
  title: "هل لديك سؤال عن طلبك؟",
  greeting: "أعرف صفحات المساعدة عن ظهر قلب.",
  placeholder: "اسأل عن الطلبات أو الإرجاع",
  suggestion: "متى يصل طردي؟",
  consent: "يُرسل سؤالك إلى نموذج لغوي في الاتحاد الأوروبي ولا يُحفظ.",
  retrieve: "البحث في صفحات المساعدة",
  write: "كتابة الإجابة",
  question: "هل يمكنني استرداد المبلغ؟",
  answer: [
    "نعم. يمكنك إرجاع أي منتج خلال 30 يومًا واسترداد المبلغ كاملًا.",
    "\n\nاستخدم الملصق المرفق مع الطرد. الإرجاع مجاني.",
  ],
  source: "سياسة الاسترداد",
};
