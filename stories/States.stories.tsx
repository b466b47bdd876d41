import type { Meta, StoryObj } from "@storybook/react-vite";
import { OneShotChat } from "oneshot-chat";
import { arabic, english, german } from "./languages.js";
import { mainStates, type Args } from "./mainStates.js";
import { API_URL, serverOf } from "./scene.js";
import { inArabic, inDark, inForcedColors, inGerman, onAPhone } from "./variants.js";

/** The main states in dark, at 320 px, in forced colours, from right to left, and in German. */
const meta: Meta<Args> = {
  title: "States",
  render: (args, context) => (
    <OneShotChat apiUrl={API_URL} assistantId="faq" fetch={serverOf(context).fetch} {...args} />
  ),
};

export default meta;

type Story = StoryObj<Args>;

const inEnglish = mainStates(english);
const fromRightToLeft = mainStates(arabic);
const withGerman = mainStates(german);

export const IdleDark: Story = inDark(inEnglish.idle);
export const IdleOnAPhone: Story = onAPhone(inEnglish.idle);
export const IdleInForcedColors: Story = inForcedColors(inEnglish.idle);
export const IdleRightToLeft: Story = inArabic(fromRightToLeft.idle);
export const IdleGerman: Story = inGerman(withGerman.idle);

export const StreamingDark: Story = inDark(inEnglish.streaming);
export const StreamingOnAPhone: Story = onAPhone(inEnglish.streaming);
export const StreamingInForcedColors: Story = inForcedColors(inEnglish.streaming);
export const StreamingRightToLeft: Story = inArabic(fromRightToLeft.streaming);
export const StreamingGerman: Story = inGerman(withGerman.streaming);

export const FinishedDark: Story = inDark(inEnglish.finished);
export const FinishedOnAPhone: Story = onAPhone(inEnglish.finished);
export const FinishedInForcedColors: Story = inForcedColors(inEnglish.finished);
export const FinishedRightToLeft: Story = inArabic(fromRightToLeft.finished);
export const FinishedGerman: Story = inGerman(withGerman.finished);

export const FailedDark: Story = inDark(inEnglish.failed);
export const FailedOnAPhone: Story = onAPhone(inEnglish.failed);
export const FailedInForcedColors: Story = inForcedColors(inEnglish.failed);
export const FailedRightToLeft: Story = inArabic(fromRightToLeft.failed);
export const FailedGerman: Story = inGerman(withGerman.failed);

export const ConsentDark: Story = inDark(inEnglish.consent);
export const ConsentOnAPhone: Story = onAPhone(inEnglish.consent);
export const ConsentInForcedColors: Story = inForcedColors(inEnglish.consent);
export const ConsentRightToLeft: Story = inArabic(fromRightToLeft.consent);
export const ConsentGerman: Story = inGerman(withGerman.consent);

export const BotOpenDark: Story = inDark(inEnglish.botOpen);
export const BotOpenOnAPhone: Story = onAPhone(inEnglish.botOpen);
export const BotOpenInForcedColors: Story = inForcedColors(inEnglish.botOpen);
export const BotOpenRightToLeft: Story = inArabic(fromRightToLeft.botOpen);
export const BotOpenGerman: Story = inGerman(withGerman.botOpen);
