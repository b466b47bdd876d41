/** The icons of the chat: lines of one width, in the colour of the text. */

const PATHS = {
  ask: "M12 19V5m-6 6 6-6 6 6",
  stop: "M7 7h10v10H7z",
  copy: "M9 9h10v10H9zM5 15V5h10",
  done: "m5 12.5 4.5 4.5L19 7.5",
  again: "M19 12a7 7 0 1 1-2.3-5.2M19 4v4h-4",
  up: "M7 11v9H4v-9zm0 1 4-8a2 2 0 0 1 2 2.4L12.4 10H18a2 2 0 0 1 2 2.4l-1.1 6A2 2 0 0 1 17 20H7",
} as const;

export type IconName = keyof typeof PATHS;

/** `isTurned` turns it upside down: a thumb down, an arrow down. */
export function Icon({ name, isTurned }: { name: IconName; isTurned?: boolean }) {
  return (
    <Lines
      d={PATHS[name]}
      fill={name === "stop" ? "currentColor" : "none"}
      transform={isTurned ? "rotate(180 12 12)" : undefined}
    />
  );
}

interface LinesProps {
  d: string;
  fill?: string;
  transform?: string | undefined;
}

/** Attributes and not CSS draw it, so that it is right without our stylesheet too. */
export function Lines({ d, fill = "none", transform }: LinesProps) {
  return (
    <svg
      className="osc-icon"
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill={fill}
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={d} transform={transform} />
    </svg>
  );
}
