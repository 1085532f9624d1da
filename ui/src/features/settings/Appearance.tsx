import { Button, Segmented } from "antd";
import { Minus, Plus } from "lucide-react";
import { setPreferences, usePreferences } from "../../app/preferences";
import { zoomBack, zoomBy } from "../../app/zoom";
import { useMessages } from "../../locales";
import { Row } from "./Row";

const ICON = { size: 16, strokeWidth: 1.6, "aria-hidden": true };

export function Appearance() {
  const { settings: m, shell } = useMessages();
  const { theme, language, zoom_percent } = usePreferences();
  return (
    <>
      <Row name={m.theme}>
        <Segmented
          aria-label={m.theme}
          value={theme}
          onChange={(chosen) => void setPreferences({ theme: chosen })}
          options={(["light", "dark", "system"] as const).map((value) => ({
            value,
            label: shell.theme[value],
          }))}
        />
      </Row>
      <Row name={shell.language} meaning={m.languageMeaning}>
        <Segmented
          aria-label={shell.language}
          value={language}
          onChange={(chosen) => void setPreferences({ language: chosen })}
          options={[
            { value: "zh-CN" as const, label: "中文" },
            { value: "en-US" as const, label: "English" },
          ]}
        />
      </Row>
      <Row name={m.zoom} meaning={m.zoomMeaning}>
        <Button aria-label={shell.zoomOut} icon={<Minus {...ICON} />} onClick={() => zoomBy(-1)} />
        <output className="num settings-zoom">{zoom_percent}%</output>
        <Button aria-label={shell.zoomIn} icon={<Plus {...ICON} />} onClick={() => zoomBy(1)} />
        <Button disabled={zoom_percent === 100} onClick={zoomBack}>
          {shell.zoomBack}
        </Button>
      </Row>
    </>
  );
}
