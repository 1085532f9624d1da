import { useEffect, useState } from "react";

/** Seconds left of a wait that began with `seconds`; a new value begins anew. */
export function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = performance.now() + seconds * 1000;
    const look = () => Math.max(0, Math.ceil((end - performance.now()) / 1000));
    setLeft(look());
    if (seconds === 0) return;
    const timer = setInterval(() => {
      setLeft(look());
      if (look() === 0) clearInterval(timer);
    }, 200);
    return () => clearInterval(timer);
  }, [seconds]);
  return left;
}
