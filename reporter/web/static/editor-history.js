// What can be undone and done again: the states of a picture, and which of them is shown.
import { whole } from "./editor-marks.js";

export const begin = (size) => ({ states: [whole(size)], at: 0 });
export const shown = (history) => history.states[history.at];
export const mayUndo = (history) => history.at > 0;
export const mayRedo = (history) => history.at + 1 < history.states.length;
export const undone = (history) => ({ ...history, at: Math.max(0, history.at - 1) });
export const redone = (history) => ({ ...history, at: Math.min(history.states.length - 1, history.at + 1) });

export function added(history, mark) {
  const before = shown(history);
  const { tool, ...crop } = mark;
  const next = tool === "crop" ? { ...before, crop } : { ...before, marks: [...before.marks, mark] };
  return { states: [...history.states.slice(0, history.at + 1), next], at: history.at + 1 };
}
