import { useMutation } from "@tanstack/react-query";
import { Eye, EyeOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useMessages } from "../locales";
import { Foreign } from "./Foreign";
import { told } from "./told";
import "./masked-number.css";

/** How long a whole number stays to be read or copied. */
const SHOWN_MS = 20_000;

/**
 * A number of which the page has the last digits only. Asked for, it comes whole, for a short while and never
 * into a cache; that it was asked for is on record before it comes.
 */
export function MaskedNumber(props: {
  masked: string;
  /** Absent where numbers are not masked. */
  reveal?: (() => Promise<string>) | undefined;
}) {
  const { masked, reveal } = props;
  const { common } = useMessages();
  const m = common.masked;
  const [whole, setWhole] = useState<string>();
  const ask = useMutation({ mutationFn: async () => reveal?.(), gcTime: 0, onSuccess: setWhole });
  useEffect(() => {
    if (whole === undefined) return;
    const hidden = setTimeout(() => setWhole(undefined), SHOWN_MS);
    return () => clearTimeout(hidden);
  }, [whole]);
  if (!reveal) return <Foreign text={masked} />;
  const isShown = whole !== undefined;
  const problem = ask.error && told(ask.error, common);
  const label = isShown ? m.hide : m.show(masked);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <span className="masked-number">
      <Foreign text={whole ?? masked} />
      <button
        type="button"
        className="masked-reveal"
        title={problem ?? (isShown ? m.hide : m.meaning)}
        onClick={() => (isShown ? setWhole(undefined) : ask.mutate())}
      >
        <Icon size={14} strokeWidth={1.6} aria-hidden />
        <span className="visually-hidden">{label}</span>
      </button>
      <span className="masked-problem" role="status">
        {problem}
      </span>
    </span>
  );
}
