/** The flags of the command `gateway`, and its help. Both come from the rows. */
import type { ParseArgsConfig } from "node:util";
import { SETTING_ROWS, type SettingRow } from "./settingRows.js";

/** For `parseArgs`. */
export function flagOptions(): NonNullable<ParseArgsConfig["options"]> {
  const rows = SETTING_ROWS.flatMap((row) =>
    row.flag === undefined
      ? []
      : [
          [
            row.flag,
            {
              type: isSwitch(row) ? ("boolean" as const) : ("string" as const),
              multiple: row.kind === "list" || row.kind === "pairs",
            },
          ] as const,
        ],
  );
  return {
    ...Object.fromEntries(rows),
    config: { type: "string" },
    check: { type: "boolean" },
    json: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  };
}

function isSwitch({ kind }: SettingRow): boolean {
  return kind === "yes" || kind === "no-key";
}

const FLAG_WIDTH = 42;

const SHOWN_VALUES: Record<SettingRow["kind"], string> = {
  text: " TEXT",
  number: " N",
  list: " VALUE",
  pairs: " NAME=ID",
  yes: "",
  "no-key": "",
};

export function helpText(): string {
  return `npx oneshot-chat gateway [--config FILE] [--check] [flags]

Stands in front of a LangGraph server and lets visitors ask the listed assistants, and nothing else. A flag wins over an
environment variable, which wins over the config file (JSON, or JavaScript with a default export).

  ${"--config FILE".padEnd(FLAG_WIDTH)} the config file; ONESHOT_CONFIG
  ${"--check".padEnd(FLAG_WIDTH)} checks the settings, prints what would be allowed, and ends
  ${"--json".padEnd(FLAG_WIDTH)} prints the address as one line of JSON
${SETTING_ROWS.map(helpLine).join("\n")}

Exit status: 0 after an orderly end, 1 if the settings have mistakes or the port is taken, 2 for a wrong flag.
`;
}

function helpLine(row: SettingRow): string {
  const flag = row.flag === undefined ? "(no flag)" : `--${row.flag}${SHOWN_VALUES[row.kind]}`;
  return `  ${flag.padEnd(FLAG_WIDTH)} ${row.says}; ${row.env}`;
}
