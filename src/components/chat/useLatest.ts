import { useInsertionEffect, useRef, type RefObject } from "react";

/** A ref to the value of the last commit, so that a callback can stay the same and still use new props. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const ref = useRef(value);
  // Insertion effects run before all other effects of a commit.
  useInsertionEffect(() => {
    ref.current = value;
  });
  return ref;
}
