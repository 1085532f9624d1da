import "./mark.css";

/** The product's mark, 经 over and under 纬; the weave of the icons in `src-tauri/icons`. */
export function Mark() {
  return (
    <svg className="mark" viewBox="192 192 640 640" aria-hidden="true">
      <path
        className="mark-warp"
        d="M288 192h64v264h-64zM288 568h64v264h-64zM480 192h64v72h-64zM480 376h64v272h-64zM480 760h64v72h-64zM672 192h64v264h-64zM672 568h64v264h-64z"
      />
      <path
        className="mark-weft"
        d="M192 288h72v64h-72zM376 288h272v64h-272zM760 288h72v64h-72zM192 480h264v64h-264zM568 480h264v64h-264zM192 672h72v64h-72zM376 672h272v64h-272zM760 672h72v64h-72z"
      />
    </svg>
  );
}
