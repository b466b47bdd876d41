import type { Labels } from "./Labels.js";

/** The German words, with the formal address: `<OneShotChat labels={de} />`. */
export const de: Labels = {
  question: "Ihre Frage",
  ask: "Fragen",
  stop: "Anhalten",
  suggestions: "Vorschläge",
  maxChars: "Höchstens {max} Zeichen.",
  charCount: "{count} von {max} Zeichen",
  tooLong: "Zu lang: {over} Zeichen zu viel",
  note: "Jede Frage wird für sich beantwortet.",

  consent: "Bevor Sie fragen",
  consentAccept: "Zustimmen und fortfahren",

  youAsked: "Ihre Frage",
  working: "In Arbeit …",
  slow: "Noch in Arbeit. Es dauert länger als üblich.",
  stopped: "Angehalten.",

  progress: "Fortschritt",
  stepCount: "Schritte: {count}",
  nodeWaiting: "ausstehend",
  nodeWorking: "läuft",
  nodeDone: "erledigt",
  nodeFailed: "fehlgeschlagen",
  nodeUnfinished: "nicht abgeschlossen",
  toolCalls: "Verwendete Werkzeuge",
  toolArguments: "Eingabe",
  toolResult: "Ergebnis",
  reasoning: "Überlegungen",

  result: "Frage und Antwort",
  answer: "Antwort",
  jumpToEnd: "Zum Ende springen",
  sources: "Quellen",

  actions: "Aktionen für diese Antwort",
  copy: "Kopieren",
  copyMarkdown: "Als Markdown kopieren",
  copied: "Kopiert",
  copyFailed: "Kopieren nicht möglich",
  askAgain: "Erneut fragen",
  timeTaken: "Beantwortet in {seconds} s",

  feedback: "War diese Antwort hilfreich?",
  helpful: "Hilfreich",
  notHelpful: "Nicht hilfreich",
  feedbackReason: "Was war nicht in Ordnung?",
  reasons: {
    incorrect: "Sie ist nicht richtig",
    incomplete: "Es fehlt etwas",
    off_topic: "Sie beantwortet meine Frage nicht",
    unclear: "Sie ist schwer verständlich",
    other: "Etwas anderes",
  },
  feedbackComment: "Kommentar (optional)",
  feedbackSend: "Senden",
  feedbackThanks: "Vielen Dank für Ihre Rückmeldung.",
  feedbackFailed:
    "Ihre Rückmeldung konnte nicht gesendet werden. Bitte versuchen Sie es noch einmal.",

  contact: "Brauchen Sie weitere Hilfe?",
  tryAgain: "Erneut versuchen",
  tryAgainIn: "Erneut versuchen in {seconds} s",
  tryAgainInMinutes: "Erneut versuchen in {minutes} min",
  canTryAgain: "Sie können es jetzt erneut versuchen.",
  errors: {
    network:
      "Der Assistent ist gerade nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.",
    offline:
      "Sie sind gerade offline. Sobald Sie wieder verbunden sind, können Sie es erneut versuchen.",
    timeout: "Der Assistent braucht zu lange. Bitte versuchen Sie es noch einmal.",
    unauthorized:
      "Der Assistent steht Ihnen gerade nicht zur Verfügung. Vielleicht hilft es, die Seite neu zu laden.",
    not_found:
      "Der Assistent ist gerade nicht verfügbar. Bitte versuchen Sie es später noch einmal.",
    invalid_input:
      "Der Assistent konnte diese Frage nicht lesen. Bitte formulieren Sie sie anders.",
    too_large:
      "Das ist mehr, als der Assistent verarbeiten kann. Versuchen Sie es mit einer kürzeren Frage.",
    rate_limited:
      "Der Assistent ist gerade ausgelastet. Bitte warten Sie einen Moment und versuchen Sie es dann noch einmal.",
    budget_exceeded:
      "Der Assistent hat sein Limit vorerst erreicht. Bitte kommen Sie später wieder.",
    duplicate_request: "Diese Frage wurde bereits gesendet. Sie können sie noch einmal stellen.",
    server: "Beim Assistenten ist ein Fehler aufgetreten. Bitte versuchen Sie es noch einmal.",
    run_failed:
      "Beim Beantworten der Frage ist ein Problem aufgetreten. Bitte versuchen Sie es noch einmal.",
    truncated:
      "Die Verbindung ist vorzeitig abgebrochen, die Antwort ist also vielleicht unvollständig. Sie können es noch einmal versuchen.",
    no_answer:
      "Der Assistent hat keine Antwort gegeben. Versuchen Sie es noch einmal oder formulieren Sie die Frage anders.",
    bad_response:
      "Der Assistent hat etwas Unerwartetes gesendet. Bitte versuchen Sie es noch einmal.",
    interrupted:
      "Hier muss ein Mensch etwas entscheiden. Deshalb kann der Assistent an dieser Stelle nicht weitermachen.",
    config: "Der Assistent ist auf dieser Seite nicht richtig eingerichtet.",
  },
  interruptRequest: "Er braucht: {request}",

  answering: "Die Antwort wird geschrieben",
  answerComplete: "Die Antwort ist vollständig",
  answerChanged: "Die Antwort hat sich geändert.",

  launcher: "Hilfe",
  withShortcut: "{name} (Taste {shortcut})",
  close: "Schließen",

  markdown: {
    copyCode: "Code kopieren",
    copied: "Kopiert",
    copyFailed: "Kopieren nicht möglich",
    code: "Code",
    codeIn: "Code, {language}",
    table: "Tabelle",
    taskDone: "Erledigt:",
    taskOpen: "Offen:",
    footnotes: "Fußnoten",
    footnote: "Fußnote {number}",
    backToText: "Zurück zu Fußnote {number} im Text",
    source: "Quelle {number}: {title}",
  },
};
