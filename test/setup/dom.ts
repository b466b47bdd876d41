import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";
import "./consoleGuard.js";

// Vitest runs these in reverse order, so React has unmounted before the console is checked.
afterEach(cleanup);
