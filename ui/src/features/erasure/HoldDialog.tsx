import { useMutation } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { type FormEvent, useId, useState } from "react";
import { notify } from "../../app/notices";
import { queryClient } from "../../app/queryClient";
import { useSession } from "../../app/session";
import { DayPicker } from "../../components/DayPicker";
import { Field } from "../../components/Field";
import { Foreign } from "../../components/Foreign";
import { Problem } from "../../components/Problem";
import type { Hold } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import "./erasure.css";

/** Sets a hold on a client, or lifts those that stand. Either asks for its reason. */
export function HoldDialog(props: { clientId: string; standing: Hold[]; onClose: () => void }) {
  const { clientId, standing, onClose } = props;
  const { erasure: m, common } = useMessages();
  const today = useSession()?.today ?? "";
  const isLifting = standing.length > 0;
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: async () => {
      if (isLifting) await call(commands.holdLift(clientId, reason));
      else await call(commands.holdSet(clientId, reason, until));
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["hold"] });
      await queryClient.invalidateQueries({ queryKey: ["retention"] });
      notify({ text: isLifting ? m.holdLifted : m.holdSet });
      onClose();
    },
  });
  const form = useId();
  const isReady = reason.trim() !== "" && !save.isPending;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isReady) save.mutate();
  }
  return (
    <Modal
      open
      destroyOnHidden
      title={isLifting ? m.liftHold : m.setHold}
      width={460}
      // A click beside it would lose what was typed.
      maskClosable={false}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button
            type="primary"
            htmlType="submit"
            form={form}
            disabled={reason.trim() === ""}
            loading={save.isPending && { delay: 200 }}
          >
            {isLifting ? m.liftHold : m.setHold}
          </Button>
        </>
      }
    >
      <form id={form} className="erasure erasure-fields" onSubmit={submit}>
        <p>{m.holdMeaning}</p>
        {standing.map((hold) => (
          <p key={hold.id} className="erasure-held">
            <Foreign text={m.holdOf(hold.reason, hold.until, hold.by)} />
          </p>
        ))}
        <Field label={isLifting ? m.liftReason : m.holdReason} words={reason}>
          <Input
            value={reason}
            maxLength={200}
            autoFocus
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        {!isLifting && (
          <Field label={m.holdUntil}>
            <DayPicker value={until} from={today} placeholder={m.holdOpen} onChange={setUntil} />
          </Field>
        )}
        {save.error && <Problem error={save.error} />}
      </form>
    </Modal>
  );
}
